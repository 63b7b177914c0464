import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { isTracing } from '#tracing';
import { serveConsole } from '../console/serve-console.js';
import { serveDocument } from '../docs/document.js';
import { GATEWAY_SETTINGS, type GatewaySettings, LOG } from '../gateway-settings.js';
import { answerTimeout } from '../guard/answer-timeout.js';
import { limitConnections } from '../guard/limit-connections.js';
import { DEPRECATED_ROUTES, deprecationHeaders } from './deprecated-routes.js';
import { requestSpan } from './request-span.js';
import { refuseNul } from './refuse-nul.js';
import { requestLog } from './request-log.js';
import { trace } from './trace.js';
import { Metrics } from '../operations/metrics/metrics.js';

/**
 * Options required to create an application with the gateway: it reads bodies itself, since
 * signatures are over the raw bytes.
 */
export const GATEWAY_APP_OPTIONS = { bodyParser: false } as const;

/** Sets what can only be set on the application. Call it once, before it listens. */
export function prepareGateway(app: NestExpressApplication): void {
  const { guardRails } = app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false });
  app.disable('x-powered-by');
  app.set('trust proxy', guardRails.trustProxy);
  limitConnections(app.getHttpServer(), guardRails);
  // Before all routes, including those of the documentation.
  const { measure } = app.get(Metrics, { strict: false });
  if (isTracing()) app.use(requestSpan);
  app.use(trace, measure, requestLog(app.get(LOG, { strict: false })), securityHeaders());
  allowOrigins(app, guardRails.corsOrigins);
  app.use(answerTimeout(guardRails.answerTimeoutMs));
  app.use(refuseNul, deprecationHeaders(DEPRECATED_ROUTES));
  serveDocument(app);
  serveConsole(app);
}

/** Lets web pages of these origins call; browsers block all others. */
function allowOrigins(app: NestExpressApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'last-event-id',
      'newsletter-actor',
      'prefer',
      'traceparent',
    ],
    exposedHeaders: ['preference-applied', 'retry-after', 'trace-id'],
    maxAge: 600,
  });
}

/** Keeps the other defaults; TLS is left to a proxy, so nothing is upgraded to it. */
function securityHeaders() {
  const directives = { upgradeInsecureRequests: null };
  return helmet({ contentSecurityPolicy: { directives }, strictTransportSecurity: false });
}
