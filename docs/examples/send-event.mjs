// Signs the event in a file and sends it: node send-event.mjs event.json
// Set NEWSLETTER_URL, NEWSLETTER_SITE, and NEWSLETTER_SECRET.
import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const { NEWSLETTER_URL, NEWSLETTER_SITE, NEWSLETTER_SECRET } = process.env;

function sign(secret, id, time, body) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${id}.${time}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

const body = await readFile(process.argv[2]);
const id = `msg_${randomUUID()}`; // Reuse the ID and the body for every retry.
const time = Math.floor(Date.now() / 1000);
const site = encodeURIComponent(NEWSLETTER_SITE);
const response = await fetch(`${NEWSLETTER_URL}/v1/sites/${site}/events`, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(time),
    'webhook-signature': sign(NEWSLETTER_SECRET, id, time, body),
  },
  body,
  signal: AbortSignal.timeout(30_000),
});
process.stdout.write(`${await response.text()}\n`);
process.exitCode = response.ok ? 0 : 1;
