import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import type { NewsletterEvent } from '../../../packages/newsletter-events/src/index.js';
import { Ledger } from '../ledger.js';

/** A service that is called. It may be killed at any time: what it did not respond to is redelivered. */
const { LEDGER = '', HOOK_PORT = '0', HOOK_SECRET = '' } = process.env;

const ledger = new Ledger(LEDGER);
const known = new Set(ledger.lines().map(({ event }) => event.id));
const webhook = new Webhook(HOOK_SECRET);

const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await text(request);
    const event = webhook.verify(body, request.headers as Record<string, string>);
    take(event as NewsletterEvent);
    response.statusCode = 204;
  } catch {
    response.statusCode = 400;
  }
  response.end();
}

server.listen(Number(HOOK_PORT), '127.0.0.1');
process.once('SIGTERM', () => server.close());

/** The same event may arrive twice, under the same id. */
function take(event: NewsletterEvent): void {
  if (known.has(event.id)) return;
  ledger.write(event);
  known.add(event.id);
}
