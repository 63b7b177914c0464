// Prints every event that the gateway sends here. `npm install standardwebhooks`, then run:
// WEBHOOK_SECRET=whsec_… node webhook.mjs
import { createServer } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const { WEBHOOK_SECRET, PORT = '8080' } = process.env;
const MOST_BYTES = 1_000_000; // No event is larger.
const webhook = new Webhook(WEBHOOK_SECRET);
const last = new Map(); // Store this together with what you do with the events.

async function take({ epoch, subject, streamversion, type, data }) {
  const counted = `${epoch} ${subject}`; // A new epoch starts over.
  if (streamversion <= (last.get(counted) ?? 0)) return; // Already seen.
  console.log(subject, streamversion, type, JSON.stringify(data));
  last.set(counted, streamversion);
}

async function statusOf(request) {
  try {
    const chunks = [];
    let size = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > MOST_BYTES) return 413;
      chunks.push(chunk);
    }
    await take(webhook.verify(Buffer.concat(chunks).toString(), request.headers));
    return 204;
  } catch (error) {
    console.error(error.message);
    // Not from the gateway, or signed with another secret; or our own fault: the event comes again.
    return error instanceof WebhookVerificationError ? 401 : 500;
  }
}

const server = createServer(async (request, response) => {
  response.writeHead(await statusOf(request)).end();
  request.resume(); // What is too large is read to its end, and forgotten.
});
server.listen(Number(PORT), () => console.error(`Listening on port ${server.address().port}`));
