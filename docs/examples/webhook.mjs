// Prints every event that the gateway sends here. `npm install standardwebhooks`, then run:
// WEBHOOK_SECRET=whsec_… node webhook.mjs
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { WEBHOOK_SECRET, PORT = '8080' } = process.env;
const webhook = new Webhook(WEBHOOK_SECRET);
const last = new Map(); // Store this together with what you do with the events.

function take({ epoch, subject, streamversion, type, data }) {
  const counted = `${epoch} ${subject}`; // A new epoch starts over.
  if (streamversion <= (last.get(counted) ?? 0)) return; // Already seen.
  last.set(counted, streamversion);
  console.log(subject, streamversion, type, JSON.stringify(data));
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  let event;
  try {
    event = webhook.verify(Buffer.concat(chunks).toString(), request.headers);
  } catch (error) {
    console.error(error.message); // Not from the gateway, or signed with another secret.
    response.writeHead(401).end();
    return;
  }
  take(event);
  response.writeHead(204).end(); // Whatever is not confirmed comes again.
});
server.listen(Number(PORT), () => console.error(`Listening on port ${server.address().port}`));
