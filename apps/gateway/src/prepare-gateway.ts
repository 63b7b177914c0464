import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveDocument } from './docs/document.js';

/**
 * Options that an application with the gateway in it must be created with: the gateway reads bodies
 * itself, since a signature is over their bytes.
 */
export const GATEWAY_APP_OPTIONS = { bodyParser: false } as const;

/** What can only be set on the application itself. Call it once, before it listens. */
export function prepareGateway(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  serveDocument(app);
}
