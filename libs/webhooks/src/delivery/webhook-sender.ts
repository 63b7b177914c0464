import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';
import type { WebhookSettings } from '../settings.js';
import { AddressGuard, AddressRefused, addressIn } from './address-guard.js';
import { guardedLookup, resolver } from './guarded-lookup.js';

export type SignedMessage = {
  url: string;
  /** The same for all attempts, by which a receiver recognizes duplicates. */
  id: string;
  /** Each signs. */
  secrets: readonly string[];
  body: string;
};

/** The result, in words without a secret; `status` is null if there was no response. */
export type Sent = { isDelivered: boolean; status: number | null; words: string };

type SenderSettings = Pick<WebhookSettings, 'allowedNetworks' | 'timeoutMs' | 'resolve'>;

/** No more of a response is read; then its connection can be reused. */
const ANSWER_BYTES = 16_384;

/** Sends signed requests according to Standard Webhooks, and follows no redirect. */
export class WebhookSender {
  private readonly guard: AddressGuard;
  private readonly timeoutMs: number;
  private readonly agents: ReadonlyMap<string, Agent>;

  constructor({ allowedNetworks, timeoutMs, resolve = resolver() }: SenderSettings) {
    this.guard = new AddressGuard(allowedNetworks);
    this.timeoutMs = timeoutMs;
    this.agents = new Map(
      ['http:', 'https:'].map((protocol) => {
        const lookup = guardedLookup(this.guard, { protocol, resolve });
        return [protocol, new Agent({ connect: { lookup, timeout: timeoutMs } })];
      }),
    );
  }

  /** Never throws: any failure is returned. */
  async send(message: SignedMessage): Promise<Sent> {
    try {
      return outcomeOf(await this.post(message));
    } catch (error) {
      return { isDelivered: false, status: null, words: wordsOf(error, this.timeoutMs) };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  private async post({ url, id, secrets, body }: SignedMessage): Promise<number> {
    const { protocol, hostname } = new URL(url);
    const dispatcher = this.agents.get(protocol);
    const address = addressIn(hostname);
    // An address is not resolved.
    if (!dispatcher || (address && !this.guard.allows(address, protocol))) {
      throw new AddressRefused(`${hostname} is a private, loopback, or link-local address.`);
    }
    const signal = AbortSignal.timeout(this.timeoutMs);
    const headers = signedHeaders({ id, secrets, body });
    const answer = await request(url, { dispatcher, method: 'POST', headers, body, signal });
    // The body of the response is ignored: it may take long, or fail.
    await answer.body.dump({ limit: ANSWER_BYTES, signal }).catch(() => undefined);
    return answer.statusCode;
  }
}

function signedHeaders({ id, secrets, body }: Omit<SignedMessage, 'url'>) {
  const now = new Date();
  return {
    'content-type': 'application/json',
    'user-agent': 'omeda-newsletter-connector',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}

function outcomeOf(status: number): Sent {
  if (status >= 200 && status < 300) return { isDelivered: true, status, words: 'Delivered.' };
  const isRedirect = status >= 300 && status < 400;
  const words = isRedirect
    ? `The receiver redirects (${status}), and redirects are not followed.`
    : `The receiver responded with ${status}.`;
  return { isDelivered: false, status, words };
}

/** Only codes and our own words: a receiver's message may contain its secrets. */
function wordsOf(error: unknown, timeoutMs: number): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (error instanceof AddressRefused || message?.startsWith('The name ')) return message;
  const isSlow = name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT';
  if (isSlow) return `The receiver did not respond within ${timeoutMs / 1000} s.`;
  return `The receiver cannot be reached (${code ?? name ?? 'unknown'}).`;
}
