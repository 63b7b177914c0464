import { describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { Secret, type Site } from '#sites';
import { Problem } from '../problem/problem.js';
import { verifySignature } from './verify-signature.js';

const OLD = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const NEW = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const FOREIGN = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const SITE: Site = {
  id: 'daily',
  brand: 'DEMO',
  signingSecrets: [new Secret(OLD, 'old'), new Secret(NEW, 'new')],
  siteKeys: [],
  publishDelayMs: 0,
};
const BODY = Buffer.from('{"title":"😀 שלום"}');

/** Signed by Standard Webhooks' library. */
function request({ secret = NEW, body = BODY, agoSeconds = 0, headers = {} } = {}) {
  const at = new Date(Date.now() - agoSeconds * 1000);
  const all: Record<string, string> = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, BODY),
    ...headers,
  };
  return { body, header: (name: string) => all[name] };
}

function refusal(signed: ReturnType<typeof request>): string {
  try {
    verifySignature(signed, SITE, new Date());
  } catch (error) {
    expect(error).toMatchObject({ status: 401, code: 'signature-refused' });
    return (error as Problem).detail;
  }
  throw new Error('accepted');
}

describe('a signed request', () => {
  it.each([
    ['the old secret', OLD],
    ['the new secret', NEW],
  ])('is accepted with %s, while one replaces the other', (_which, secret) => {
    const signed = verifySignature(request({ secret }), SITE, new Date());
    expect(signed.webhookId).toBe('msg_1');
  });

  it('is accepted if one signature of several is valid', () => {
    const bad = `v1,${Buffer.alloc(32).toString('base64')}`;
    const at = new Date();
    const good = new Webhook(NEW).sign('msg_1', at, BODY);
    const headers = { 'webhook-signature': `${bad} v2,x ${good}` };
    expect(verifySignature(request({ headers }), SITE, at).webhookId).toBe('msg_1');
  });

  it.each([-290, 290])('is accepted %i seconds from now', (agoSeconds) => {
    expect(() => verifySignature(request({ agoSeconds }), SITE, new Date())).not.toThrow();
  });

  it('is refused by the clock when it is older, saying by how much', () => {
    expect(refusal(request({ agoSeconds: 400 }))).toMatch(/40\d s behind .*Set the sender's clock/);
  });

  it('is refused by the clock when it comes from the future', () => {
    expect(refusal(request({ agoSeconds: -400 }))).toMatch(/(399|400) s ahead of/);
  });

  it.each([
    ['another secret', request({ secret: FOREIGN })],
    ['another body', request({ body: Buffer.from('{}') })],
    ['another id', request({ headers: { 'webhook-id': 'msg_2' } })],
    ['no v1 signature', request({ headers: { 'webhook-signature': 'v2,abc' } })],
    ['half a signature', request({ headers: { 'webhook-signature': 'v1' } })],
  ])('is refused for %s, with what to sign', (_what, signed) => {
    expect(refusal(signed)).toMatch(
      /The signature does not match any secret of site 'daily'. Sign/,
    );
  });

  it.each([
    ['webhook-id', '', 'Missing headers: webhook-id.'],
    ['webhook-timestamp', '', 'Missing headers: webhook-timestamp.'],
    ['webhook-signature', ' ', 'Missing headers: webhook-signature.'],
    ['webhook-id', 'a b', 'visible ASCII'],
    ['webhook-timestamp', '2026-11-24T12:00:00Z', 'seconds since 1970'],
    ['webhook-timestamp', '1e9', 'seconds since 1970'],
  ])('is refused for %s %j', (name, value, words) => {
    expect(refusal(request({ headers: { [name]: value } }))).toContain(words);
  });
});
