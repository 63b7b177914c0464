import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/**
 * Options that an application with the gateway in it must be created with: the gateway reads bodies
 * itself, since a signature is over their bytes.
 */
export const GATEWAY_APP_OPTIONS = { bodyParser: false } as const;

/** What can only be set on the application itself. Call it once, before it listens. */
export function prepareGateway(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  const config = new DocumentBuilder()
    .setTitle('Omeda Newsletter Connector')
    .setDescription('Takes newsletters from WordPress and shows where each one stands.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', description: 'A site key, or an operator key.' }, 'key')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config));
}
