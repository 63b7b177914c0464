import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { GATEWAY_PARTS, type GatewayParts } from '../gateway-parts.js';
import { complete } from './complete.js';
import { exampleNames } from './example-names.js';

const DESCRIPTION = `Takes newsletters from WordPress and shows where each one stands.

The examples name a newsletter that \`npm run send-event\` makes: run it once, press *Authorize*, give
a key, and each example works as it stands. What is refused comes as \`application/problem+json\` with the
cure. \`docs/api.md\` shows how to sign events in PHP, Node, Python and a shell.`;

const SIGNATURE =
  'HMAC-SHA256 over id, timestamp and body (Standard Webhooks), with the signing secret of the site.';

/** The interface as an OpenAPI document, at /docs for people and /docs-json for programs. */
export function serveDocument(app: NestExpressApplication): void {
  SwaggerModule.setup('docs', app, () => documentOf(app));
}

/** Of an application that need not have started. */
export function documentOf(app: INestApplication): OpenAPIObject {
  const { sites } = app.get<GatewayParts>(GATEWAY_PARTS, { strict: false });
  return complete(SwaggerModule.createDocument(app, frame()), exampleNames(sites));
}

function frame(): Omit<OpenAPIObject, 'paths'> {
  const name = 'webhook-signature';
  return new DocumentBuilder()
    .setTitle('Omeda Newsletter Connector')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This gateway.')
    .addBearerAuth({ type: 'http', description: 'A site key, or an operator key.' }, 'key')
    .addApiKey({ type: 'apiKey', in: 'header', name, description: SIGNATURE }, 'signature')
    .addTag('events', 'What WordPress hands over.')
    .addTag('deployments', 'Where newsletters stand.')
    .addTag('actions', 'What people ask for. The same request twice is one.')
    .addTag('sites', 'What a site needs to set up its newsletters.')
    .addTag('operators', 'With an operator key.')
    .addTag('health', 'For whoever restarts processes and directs traffic.')
    .build();
}
