import { Pool } from 'undici';
import { signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';
import { KEYS, SECRETS } from '../../setup/test-sites.js';
import type { FuzzRequest } from './requests.js';

export type FuzzAnswer = { status: number; headers: Record<string, unknown>; text: string };

/** Nothing takes this long, even on the slowest machine. */
const HANG_MS = 120_000;

/** Sends requests unchanged, several at a time. */
export class Sender {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool(url, { connections: 50 });
  }

  /** @throws if no response arrives, or the connection breaks. */
  async send(request: FuzzRequest): Promise<FuzzAnswer> {
    const { path, method, body } = request;
    const answer = await this.pool.request({
      path,
      method: method as 'GET',
      body,
      headers: { ...request.headers, ...signature(request), ...key(request) },
      signal: AbortSignal.timeout(HANG_MS),
    });
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
    const text = isStream ? await firstPart(answer.body) : await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text };
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

/** A stream has no end: its beginning is enough. */
async function firstPart(body: AsyncIterable<Buffer>): Promise<string> {
  for await (const piece of body) return piece.toString();
  return '';
}

function signature({ sign, body }: FuzzRequest): Record<string, string> {
  if (!sign) return {};
  const { site, webhookId } = sign;
  const { 'content-type': _type, ...headers } = signedHeaders({
    secret: SECRETS[site],
    body: body ?? '',
    webhookId,
  });
  return headers;
}

function key({ who, sign }: FuzzRequest): Record<string, string> {
  return who === 'nobody' || sign ? {} : { authorization: `Bearer ${KEYS[who]}` };
}
