import { describe, expect, it } from 'vitest';
import { KEYS, ask } from '../gateway/fixtures.js';
import { useSubscribers } from './subscribed.testing.js';

const world = useSubscribers();

describe('a subscription', () => {
  it('is listed without its secret, until it is removed', async () => {
    const receiver = await world.receiver();
    const { id, secret } = await world.subscribe(receiver.url, { sites: ['daily'] });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { body } = await world.call('GET', '');
    expect(body['subscriptions']).toEqual([
      expect.objectContaining({ id, url: receiver.url, sites: ['daily'], state: 'delivering' }),
    ]);
    expect((await world.call('DELETE', `/${id}`)).status).toBe(200);
    expect((await world.call('GET', `/${id}`)).status).toBe(404);
  });

  it('can be disabled and enabled by a person', async () => {
    const receiver = await world.receiver();
    const { id } = await world.subscribe(receiver.url);
    const disabled = await world.call('POST', `/${id}/disable`);
    expect(disabled.body).toMatchObject({ state: 'disabled', disabledReason: expect.any(String) });
    const enabled = await world.call('POST', `/${id}/enable`);
    expect(enabled.body).toMatchObject({ state: 'delivering', disabledReason: null });
  });
});

describe('the URL of a subscription', () => {
  it.each([
    [' https://Desk.example\n/hook', 'https://desk.example/hook'],
    ['https://①.0.0.1/hook', 'https://1.0.0.1/hook'],
  ])('%j is shown as it is called', async (url, shown) => {
    const { id } = await world.subscribe(url);
    expect((await world.call('GET', `/${id}`)).body['url']).toBe(shown);
  });
});

describe('what cannot be subscribed', () => {
  it.each([
    [{}, 'url'],
    [{ url: 'ftp://desk.example/' }, 'url'],
    [{ url: 'https://user:secret@desk.example/' }, 'url'],
    [{ url: 'https://10.1.2.3/hook' }, 'url'],
    [{ url: 'https://169.254.169.254/latest' }, 'url'],
    [{ url: 'https://[::1]/hook' }, 'url'],
    [{ url: 'https://[::ffff:10.0.0.1]/hook' }, 'url'],
    [{ url: 'https://0xa9fea9fe/' }, 'url'],
    [{ url: 'https://desk.example/', types: ['deployment.sent'] }, 'types'],
    [{ url: 'https://desk.example/', sites: ['nobody'] }, 'sites'],
    [{ url: 'https://desk.example/', after: '-1' }, 'after'],
    [{ url: 'https://desk.example/', after: '999999999' }, 'after'],
    [{ url: 'https://desk.example/', secret: 'mine' }, 'secret'],
  ])('is %j, and the cure is reported', async (body, field) => {
    const answer = await world.call('POST', '', body);
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ field, cure: expect.any(String) }]);
    expect(answer.text).not.toContain('user:secret');
  });
});

describe('callers without the right to subscribe', () => {
  it.each([
    ['nobody', undefined, 401],
    ['a site', KEYS.daily, 403],
  ])('is %s', async (_who, key, status) => {
    const answer = await ask(world.url, '/v1/subscriptions', key === undefined ? {} : { key });
    expect(answer.status).toBe(status);
  });
});
