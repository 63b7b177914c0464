import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

type Signing = {
  secret: string;
  /** The exact text that is sent. */
  body: string;
  /** The same over all tries of one event. */
  webhookId?: string;
  at?: Date;
};

/** The headers of a signed event. */
export function signedHeaders({ secret, body, webhookId, at = new Date() }: Signing) {
  const id = webhookId ?? `msg_${randomUUID()}`;
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

export function eventUrl(url: string, site: string): URL {
  return new URL(
    `v1/sites/${encodeURIComponent(site)}/events`,
    url.endsWith('/') ? url : `${url}/`,
  );
}
