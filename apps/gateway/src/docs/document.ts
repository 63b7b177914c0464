import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { DEPRECATED_ROUTES, markDeprecated } from '../http/deprecated-routes.js';
import { complete } from './complete.js';
import { exampleNames } from './example-names.js';

const DESCRIPTION = `Receives newsletters from WordPress and reports the status of each one.

The examples use the newsletter that \`npm run send-event\` creates: run it once, click *Authorize*, enter
a key, and try any example as is. Errors are \`application/problem+json\` and say how to
fix them. \`docs/api.md\` shows how to sign events in PHP, Node.js, Python, and shell.`;

const SIGNATURE =
  'HMAC-SHA256 over ID, timestamp and body (Standard Webhooks), with the signing secret of the site.';

const COOKIE =
  'Set by POST /v1/session. Requests that change something also need the newsletter-csrf header.';

/** The interface as an OpenAPI document, at /docs for people and /docs-json for programs. */
export function serveDocument(app: NestExpressApplication): void {
  SwaggerModule.setup('docs', app, () => documentOf(app));
}

/** The application need not have started. */
export function documentOf(app: INestApplication): OpenAPIObject {
  const { sites } = app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false });
  const document = SwaggerModule.createDocument(app, frame());
  markDeprecated(document, DEPRECATED_ROUTES);
  return complete(document, exampleNames(sites));
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
    .addCookieAuth(
      'newsletter-console',
      { type: 'apiKey', in: 'cookie', description: COOKIE },
      'session',
    )
    .addTag('session', 'Signing in to the console.')
    .addTag('events', 'Events from WordPress.')
    .addTag('deployments', 'The status of newsletters.')
    .addTag('actions', 'Actions by people. Repeating a request has no further effect.')
    .addTag('overview', 'All newsletters at once: what needs a person, and what goes out when.')
    .addTag('sites', 'What a site needs to set up its newsletters.')
    .addTag('operators', 'Needs an operator key.')
    .addTag('health', 'For orchestrators and load balancers.')
    .build();
}
