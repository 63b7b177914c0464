import { describe, expect, it, vi } from 'vitest';
import { KEYS } from '../gateway/fixtures.js';
import { isSignedWith } from '../webhooks/receiver.js';
import { DEADLINE, useSubscribers } from '../webhooks/subscribed.testing.js';
import { runCli } from './run-cli.js';

const world = useSubscribers();

const newsletter = (line: string, key = KEYS.operator) =>
  runCli(line, { NEWSLETTER_URL: world.url, NEWSLETTER_KEY: key });

describe('newsletter subscriptions', () => {
  it('adds, rotates, disables, enables, and removes one, and shows each secret once', async () => {
    const { url } = await world.receiver();
    const added = await newsletter(
      `subscriptions add --url ${url} --types scheduled,deployment.sent --sites daily`,
    );
    expect(added.exitCode).toBe(0);
    expect(added.out).toContain('newsletter.deployment.sent.v1');
    const secret = /whsec_\S+/.exec(added.out)?.[0] ?? '';
    const { subscriptions } = JSON.parse((await newsletter('subscriptions list --json')).out);
    const [{ id }] = subscriptions as [{ id: string }];
    const rotated = await newsletter(`subscriptions rotate ${id} --overlap-hours 2`);
    expect(rotated.out).toContain('signs until');
    expect(rotated.out).not.toContain(secret);
    expect((await newsletter(`subscriptions disable ${id}`)).out).toContain('disabled');
    expect((await newsletter('subscriptions list')).out).toContain('disabled');
    expect((await newsletter(`subscriptions enable ${id}`)).out).toContain('delivering');
    expect((await newsletter(`subscriptions remove ${id}`)).out).toContain(url);
    expect((await newsletter('subscriptions list')).out).not.toContain('whsec_');
  });

  it('lists deliveries, and delivers one again', async () => {
    const receiver = await world.receiver();
    const { id, secret } = await world.subscribe(receiver.url);
    await world.saved();
    await vi.waitFor(async () => {
      const { out } = await newsletter(`subscriptions deliveries ${id} --state delivered`);
      expect(out).toContain('newsletter.deployment.content-changed.v1');
    }, DEADLINE);
    const [first] = receiver.events();
    const again = await newsletter(`subscriptions redeliver ${id} ${first?.id}`);
    expect(again.exitCode).toBe(0);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(3), DEADLINE);
    expect(receiver.received.every((one) => isSignedWith(secret, one))).toBe(true);
  });

  it('is refused without the key of an administrator', async () => {
    expect((await newsletter('subscriptions list', KEYS.daily)).exitCode).not.toBe(0);
  });
});
