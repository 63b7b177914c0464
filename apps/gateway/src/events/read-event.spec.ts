import { describe, expect, it } from 'vitest';
import { type FieldFault, Problem } from '../problem/problem.js';
import { type Overrides, postEvent } from '../example/post-event.js';
import { readEvent } from './read-event.js';

const LIMIT = 2_000_000;

function read(event: unknown) {
  return readEvent(Buffer.from(JSON.stringify(event)), LIMIT);
}

function problemOf(body: string | Buffer, limit = LIMIT): Problem {
  try {
    readEvent(Buffer.from(body as string), limit);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('accepted');
}

function faultsOf(overrides: Overrides): FieldFault[] {
  const problem = problemOf(JSON.stringify(postEvent(overrides)));
  expect(problem).toMatchObject({ status: 400, code: 'invalid-event' });
  return problem.extras.errors ?? [];
}

describe('a valid event', () => {
  it('is read as sent', () => {
    const event = postEvent();
    expect(read(event)).toEqual(event);
  });

  it.each([
    ['little', { actor: null, deploymentType: null, post: { author: null, tags: undefined } }],
    ['no deployment type', { deploymentType: undefined, post: { html: null } }],
    ['an offset as time zone', { site: { timeZone: '+05:30' } }],
    ['a cron as actor', { actor: { id: 0, name: '' } }],
    ['a deleted post', { type: 'post.deleted', post: { html: null, status: 'publish' } }],
    ['fractions of a second', { occurredAt: '2026-11-24T06:00:00.123456Z' }],
    ['a post to adopt', { adopt: { trackId: 'FOO200300112' } }],
    ['an empty title', { post: { title: '' } }],
    ['empty settings', { deploymentType: { fromEmail: '', replyTo: '', audienceQuery: '' } }],
  ])('may hold %s', (_what, overrides) => {
    expect(() => read(postEvent(overrides))).not.toThrow();
  });

  it('loses characters that no column or XML can hold', () => {
    const { post } = read(
      postEvent({ post: { title: 'a\u0000b \ud83d 😀', html: '<p>\u0008x</p>' } }),
    );
    expect(post.title).toBe('ab  😀');
    expect(post.html).toBe('<p>x</p>');
  });
});

describe('a field at fault', () => {
  it.each<[string, Overrides, string]>([
    ['type', { type: 'post.burnt' }, 'a string; it must be one of post.saved'],
    [
      'deploymentType.replyTo',
      { deploymentType: { replyTo: 'a@daily.example\u202e' } },
      'it must be an email address',
    ],
    ['type', { type: undefined }, 'is missing; it must be one of'],
    ['sequence', { sequence: '7' }, 'is a string; it must be a whole number from 0'],
    ['sequence', { sequence: 1.5 }, 'is a number; it must be a whole number'],
    ['sequence', { sequence: 2 ** 60 }, 'a whole number'],
    ['sequence', { sequence: 2 ** 53 }, 'from 0 to 9007199254740991'],
    ['occurredAt', { occurredAt: '2500-11-24T06:00:00Z' }, 'between the years 1000 and 2199'],
    ['occurredAt', { occurredAt: '24 Nov 2026' }, 'a UTC time (RFC 3339)'],
    ['occurredAt', { occurredAt: '2026-02-30T06:00:00Z' }, 'a UTC time'],
    ['occurredAt', { occurredAt: '2026-11-24T06:00:00+01:00' }, 'a UTC time'],
    ['occurredAt', { occurredAt: 1_795_000_000 }, 'is a number; it must be a UTC time'],
    ['site', { site: 'daily' }, 'is a string; it must be an object'],
    ['site', { site: [] }, 'is a list; it must be an object'],
    ['site.timeZone', { site: { timeZone: 'Mars/Olympus' } }, 'a time zone'],
    ['site.timeZone', { site: { timeZone: '+25:00' } }, 'a time zone'],
    ['post', { post: null }, 'is null; it must be an object'],
    ['post.id', { post: { id: '42' } }, 'is a string; it must be a whole number from 1'],
    ['post.id', { post: { id: 0 } }, 'a whole number from 1'],
    ['post.uid', { post: { uid: 'x' } }, 'a UUID'],
    ['post.title', { post: { title: null } }, 'is null; it must be a string'],
    ['post.title', { post: { title: 'x'.repeat(1001) } }, 'at most 1000'],
    ['post.status', { post: { status: ' ' } }, 'a string of 1 to 60'],
    ['post.html', { post: { html: 7 } }, 'is a number; it must be a string'],
    ['post.html', { post: { html: undefined } }, 'is missing; a post with a deployment type'],
    ['post.date', { type: 'post.scheduled' }, 'is missing; post.scheduled needs it'],
    ['post.tags', { post: { tags: ['a', 1] } }, 'is a list; it must be a list of strings'],
    ['post.author', { post: { author: true } }, 'is true or false; it must be an object'],
    ['post.author.name', { post: { author: { name: {} } } }, 'is an object; it must be a string'],
    ['post.colour', { post: { colour: 'red' } }, 'is not a known field'],
    ['colour', { colour: 'red' }, 'is not a known field'],
    ['deploymentType', { deploymentType: 7 }, 'is a number; it must be an object'],
    [
      'deploymentType.omedaDeploymentTypeId',
      { deploymentType: { omedaDeploymentTypeId: '1234' } },
      'is a string; it must be a whole number from 1',
    ],
    ['deploymentType.replyTo', { deploymentType: { replyTo: 'me' } }, 'an email address'],
    ['deploymentType.onPublish', { deploymentType: { onPublish: 'now' } }, 'one of schedule'],
    [
      'deploymentType.testers[1].email',
      { deploymentType: { testers: [{ email: 'a@b.c' }, { email: '' }] } },
      'an email address',
    ],
    [
      'deploymentType.testers',
      { deploymentType: { testers: ['a@b.c'] } },
      'is a list; it must be a list of at most 100 objects',
    ],
    ['adopt.trackId', { adopt: {} }, 'is missing; it must be a string'],
  ])('%s of %j is named with its cure', (field, overrides, problem) => {
    const faults = faultsOf(overrides);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ field, problem: expect.stringContaining(problem) });
    expect(faults[0]?.cure).toMatch(/^(Send|Use|Remove|Create|Choose) .+\.$/);
  });

  it('is reported together with every other', () => {
    const faults = faultsOf({
      type: 'post.scheduled',
      sequence: -1,
      site: { timeZone: 'x' },
      post: { id: null, author: { name: 1 }, more: 1 },
      deploymentType: { testers: [{}] },
    });
    expect(faults.map(({ field }) => field).toSorted()).toEqual([
      'deploymentType.testers[0].email',
      'post.author.name',
      'post.date',
      'post.id',
      'post.more',
      'sequence',
      'site.timeZone',
    ]);
  });

  it('is listed up to a hundred times', () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`x${n}`, n]));
    expect(faultsOf(unknown)).toHaveLength(100);
  });
});

describe('a body that is not an event', () => {
  it.each<[string, string | Buffer, string]>([
    ['half a JSON object', '{"type": "post.sav', 'is not valid JSON'],
    ['nothing', '', 'is not valid JSON'],
    ['a form', 'type=post.saved', 'is not valid JSON'],
    ['a list', '[]', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['Latin-1', Buffer.from([0x22, 0xe9, 0x22]), 'is not UTF-8'],
    ['nested to no end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'nested more than'],
    ['nested fields', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'nested more than'],
  ])('because it is %s is refused in words', (_what, body, words) => {
    expect(problemOf(body)).toMatchObject({ status: 400, code: 'malformed-request' });
    expect(problemOf(body).detail).toContain(words);
  });

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'but gives %s another meaning changes nothing of ours',
    (name) => {
      const body = JSON.stringify(postEvent()).replace(/}$/, `,"${name}":{"isAdmin":true}}`);
      try {
        readEvent(Buffer.from(body), LIMIT);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
      expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
      expect(Object.prototype.toString.call({})).toBe('[object Object]');
    },
  );
});

describe('html over the limit', () => {
  it('is refused with the limit, counted in bytes', () => {
    const body = JSON.stringify(postEvent({ post: { html: '😀'.repeat(26) } }));
    expect(problemOf(body, 103)).toMatchObject({ status: 413, code: 'too-large' });
    expect(problemOf(body, 103).detail).toContain('has 104 bytes; the limit is 103');
    expect(() => readEvent(Buffer.from(body), 104)).not.toThrow();
  });
});
