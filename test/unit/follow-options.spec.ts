import { describe, expect, it } from 'vitest';
import { type FollowOptions, follow } from '../../packages/newsletter-events/src/index.js';
import { NewsletterEventsStrategy } from '../../packages/newsletter-events/src/nest/index.js';

const FOLLOWS: FollowOptions = {
  http: 'http://127.0.0.1:1',
  key: 'key',
  from: 'start',
  checkpoint: { load: async () => undefined, save: async () => undefined },
  onEvent: () => undefined,
};
const HANDLES = { url: 'amqp://user:secret@host', service: 'my-service' };

describe('options that follow cannot use', () => {
  it.each<[object, string]>([
    [{ http: undefined }, 'http'],
    [{ http: 'newsletters.example:3000' }, 'http'],
    [{ key: undefined }, 'key'],
    [{ key: 'secret\nsecret' }, 'key'],
    [{ from: undefined }, 'from'],
    [{ from: 'Now' }, 'from'],
    [{ sites: [] }, 'sites'],
    [{ types: [] }, 'types'],
    [{ checkpoint: {} }, 'checkpoint'],
    [{ onEvent: undefined }, 'onEvent'],
    [{ amqp: { url: 'localhost', service: 'mine' } }, 'amqp.url'],
    [{ amqp: { url: 'amqp://user:secret@host' } }, 'amqp.service'],
  ])('%j are refused by name, without a secret', async (options, name) => {
    const done = follow({ ...FOLLOWS, ...options });
    await expect(done).rejects.toThrow(new RegExp(`^${name} `));
    await expect(done).rejects.not.toThrow(/secret/);
  });
});

describe('options that the strategy for Nest cannot use', () => {
  it.each<[object, string]>([
    [{ service: '' }, 'service'],
    [{ url: 'rabbit.example' }, 'url'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ retryDelaysMs: [0.5] }, 'retryDelaysMs'],
    [{ sites: [] }, 'sites'],
  ])('%j are refused by name', (options, name) => {
    const make = () => new NewsletterEventsStrategy({ ...HANDLES, ...options });
    expect(make).toThrow(new RegExp(`^${name} `));
  });
});
