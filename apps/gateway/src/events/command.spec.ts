import { describe, expect, it } from 'vitest';
import type { Site } from '#sites';
import { type Overrides, postEvent } from '../example/post-event.js';
import { commandOf, metadataOf } from './command.js';

const SITE: Site = {
  id: 'daily',
  brand: 'DEMO',
  signingSecrets: [],
  siteKeys: [],
  publishDelayMs: 1_800_000,
};

function command(overrides: Overrides, sentAt = '2026-11-24T06:00:10Z', immediately = false) {
  const event = postEvent(overrides, new Date('2026-11-24T06:00:00Z'));
  const signed = { webhookId: 'msg_1', sentAt: new Date(sentAt) };
  return commandOf({ event, content: null, site: SITE, signed, immediately });
}

describe('the command of an event', () => {
  it('carries brand and publish delay of its site', () => {
    expect(command({})).toMatchObject({ site: 'daily', brand: 'DEMO', publishDelayMs: 1_800_000 });
  });

  it('records when it was signed, and the event as an act of its actor', () => {
    expect(command({}, '2026-11-24T06:00:10Z')).toMatchObject({
      signedAt: '2026-11-24T06:00:10.000Z',
      act: { by: { id: '3', name: 'Ada' }, at: '2026-11-24T06:00:00.000Z' },
    });
  });

  it.each([
    ['left out', {}, undefined],
    ['null', { consent: null }, null],
    [
      'an act',
      {
        consent: {
          id: 'a',
          by: { id: 7, name: null },
          at: '2026-11-24T06:00:00Z',
          mode: 'publish',
        },
      },
      { id: 'a', by: { id: '7' }, at: '2026-11-24T06:00:00.000Z', mode: 'publish' },
    ],
  ])('passes consent on as it is: %s', (_what, post, consent) => {
    expect(command({ post }).consent).toEqual(consent);
  });

  it.each([
    ['a save', {}, true],
    ['a trashing, whose undo stays', { type: 'post.trashed' }, false],
    ['a save in the trash', { post: { status: 'trash' } }, false],
  ])('of a sender that waits drops debounce and gaps for %s', (_what, overrides, immediately) => {
    expect(command(overrides, undefined, true).immediately).toBe(immediately);
  });

  it('normalizes instants', () => {
    const post = { date: '2026-12-24T05:00:00.5+00:00' };
    expect(command({ post }).postDate).toBe('2026-12-24T05:00:00.500Z');
  });

  it('shows the title as people read it', () => {
    expect(command({ post: { title: 'Fish &amp; <em>chips</em>' } }).title).toBe('Fish & chips');
  });
});

describe('what surrounds the events', () => {
  it.each<[Overrides, object]>([
    [{ actor: { id: 3, name: 'Ada' } }, { kind: 'wordpress', id: '3', name: 'Ada' }],
    [{ actor: { id: 0, name: '' } }, { kind: 'wordpress', id: '0' }],
    [{ actor: null }, { kind: 'wordpress' }],
  ])('names who did it: %j', (overrides, actor) => {
    const event = postEvent(overrides);
    const signed = { webhookId: 'msg_1', sentAt: new Date() };
    const metadata = metadataOf(event, signed, { deploymentId: 'd', traceId: 't' });
    expect(metadata).toEqual({ causationId: 'msg_1', correlationId: 'd', actor, traceId: 't' });
  });
});
