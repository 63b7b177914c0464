import type { Consent, ConsentMode, PostEventType } from '#events';
import { describe, expect, it } from 'vitest';
import { ceilToMinute, plus } from '../src/index.js';
import { HOUR, MINUTE, NOON, type Scenario, given } from './scenario.testing.js';

const DAY = 24 * HOUR;
const DELAY = 30 * MINUTE;
const inTenDays = plus(NOON, 10 * DAY);
const inTwentyDays = plus(NOON, 20 * DAY);

/** One person's acts, each under its own id. */
function act(id: string, mode: ConsentMode, at = NOON): Consent {
  return { id, mode, at, by: { id: '3', name: 'Ada' } };
}

type Change = { consent?: Consent | null; postDate?: string; event?: PostEventType };

function savedAs(
  story: Scenario,
  status: string,
  { event = 'post.saved', ...change }: Change,
): Scenario {
  return story.post(event, status, change);
}

const scheduled = () =>
  savedAs(given(), 'future', { consent: act('a', 'schedule'), postDate: inTenDays }).through(
    'schedule',
  );
const published = () => savedAs(given(), 'publish', { consent: act('a', 'publish') });

describe('a post published by somebody with the right to', () => {
  it.each(['post.saved', 'post.published', 'post.unpublished', 'post.restored'] as const)(
    'is sent after the publish delay, even when the event is called %s',
    (event) => {
      const story = savedAs(given(), 'publish', { consent: act('a', 'publish'), event });
      expect(story.deployment).toMatchObject({ sendAt: plus(NOON, DELAY), intent: 'publish' });
    },
  );

  it('is sent by the age of the act, whichever event reports it first', () => {
    const story = given().after(10 * MINUTE);
    savedAs(story, 'publish', { consent: act('a', 'publish') });
    expect(story.deployment.sendAt).toBe(plus(NOON, DELAY));
  });

  it('does not move with later saves', () => {
    const story = published()
      .through('schedule')
      .after(5 * MINUTE);
    savedAs(story, 'publish', { consent: act('a', 'publish') }).thenRecorded('PostReceived');
  });

  it('says who consented, in the history and to subscribers', () => {
    expect(published().recorded('PublishRequested')[0]?.data.consent).toEqual(act('a', 'publish'));
  });

  it('is a draft again when an event says so, whatever its type', () => {
    const story = published().through('schedule');
    savedAs(story, 'draft', { consent: null, event: 'post.published' });
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenStatus('test-sent');
  });

  it.each(['private', 'pitch', 'auto-draft'])(
    'is taken back when its status becomes %s',
    (status) => {
      const story = published().through('schedule');
      savedAs(story, status, { consent: act('a', 'publish') });
      story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue();
    },
  );

  it('is taken back when consent is missing, and waits for a person', () => {
    const story = published().through('schedule');
    savedAs(story, 'publish', { consent: null }).thenDue('unschedule', { inMs: 0 });
    story.runs('unschedule').thenNothingDue().thenStatus('archived');
  });

  it('is taken back even if that is reported while it is being scheduled', () => {
    const story = published().through('test').start('schedule');
    savedAs(story, 'publish', { consent: null });
    story.succeeds('schedule').runs('unschedule').thenStatus('archived');
  });

  it('stays taken back if it was unpublished and then published by somebody else', () => {
    const story = published().through('schedule');
    savedAs(story, 'draft', { consent: null });
    savedAs(story, 'publish', { consent: null }).runs('unschedule').thenStatus('archived');
  });
});

describe('a consent that was used up', () => {
  it.each(['draft', 'private', 'trash'])('by the status %s sends nothing again', (status) => {
    const story = savedAs(published(), status, { consent: act('a', 'publish') });
    savedAs(story, 'publish', { consent: act('a', 'publish') }).thenNothingDue();
    story.thenStatus('archived');
  });

  it('can be followed by a new one that sends', () => {
    const story = savedAs(published(), 'draft', { consent: null }).after(HOUR);
    savedAs(story, 'publish', { consent: act('b', 'publish', story.now) });
    expect(story.deployment.sendAt).toBe(plus(NOON, HOUR + DELAY));
  });
});

describe('a post published or scheduled without consent', () => {
  it.each(['publish', 'future'])('is shown and makes nothing at Omeda: %s', (status) => {
    const story = savedAs(given(), status, { consent: null, postDate: inTenDays });
    story.thenStatus('archived').start('create');
    // Only a search: Omeda may have it from before a backup.
    expect(story.deployment.running?.request).toMatchObject({ mode: 'search', seek: true });
    story.answers({ kind: 'create-not-found' }).thenNothingDue().thenStatus('archived');
  });

  it.each(['post.published', 'post.scheduled'] as const)(
    'waits for a person also when the event is called %s',
    (event) => {
      savedAs(given(), 'publish', { consent: null, postDate: NOON, event }).thenStatus('archived');
    },
  );

  it('waits if it was a draft that Omeda has', () => {
    const story = savedAs(given().saved().through('content'), 'publish', { consent: null });
    story.thenNothingDue().thenStatus('archived');
  });

  it('is sent when a person says so, and later saves without consent do not stop it', () => {
    const story = savedAs(given(), 'publish', { consent: null });
    story.do({ kind: 'send', at: 'now' });
    savedAs(story, 'publish', { consent: null });
    story.through('schedule').thenStatus('scheduled');
  });

  it('continues as it was when consent was not recorded yet', () => {
    const story = given().published().through('schedule');
    const consent = story.deployment.consent;
    expect(consent).toBeDefined();
    // As a release before 0.2.0 left it: wanted, with no consent in the event.
    const { consent: _none, ...before } = story.deployment;
    story.state = before;
    savedAs(story, 'publish', { consent: null }).thenRecorded('PostReceived');
  });
});

describe('a post set for a time', () => {
  it('is sent at its own date', () => {
    expect(scheduled().deployment.omeda?.scheduled?.sendAt).toBe(inTenDays);
  });

  it('is not changed when WordPress publishes it on time', () => {
    const story = scheduled().at(inTenDays);
    const change = { consent: act('a', 'schedule'), postDate: inTenDays };
    savedAs(story, 'publish', change).thenRecorded('PostReceived');
    savedAs(story, 'publish', { ...change, event: 'post.published' }).thenRecorded('PostReceived');
  });

  it('moves with its date, even if only a save reports it', () => {
    const story = savedAs(scheduled(), 'future', {
      consent: act('b', 'schedule'),
      postDate: inTwentyDays,
    });
    story.thenDue('unschedule', { inMs: 0 }).through('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe(inTwentyDays);
  });

  it('moves with its date under the same consent', () => {
    const story = savedAs(scheduled(), 'future', {
      consent: act('a', 'schedule'),
      postDate: inTwentyDays,
    });
    expect(story.deployment.sendAt).toBe(inTwentyDays);
  });

  it('is sent after the publish delay when somebody publishes it now', () => {
    const story = scheduled().after(HOUR);
    savedAs(story, 'publish', { consent: act('b', 'publish', story.now), postDate: story.now });
    expect(story.deployment.sendAt).toBe(ceilToMinute(plus(story.now, DELAY)));
  });

  it('that was published first and then set for weeks ahead is sent at its date', () => {
    const story = published().through('schedule').after(MINUTE);
    savedAs(story, 'future', { consent: act('b', 'schedule', story.now), postDate: inTwentyDays });
    expect(story.deployment.sendAt).toBe(inTwentyDays);
  });

  it('keeps a time that a person chose over the API until its date changes', () => {
    const theirs = plus(NOON, 9 * DAY);
    const story = scheduled().do({ kind: 'send', at: theirs });
    savedAs(story, 'future', { consent: act('a', 'schedule'), postDate: inTenDays });
    expect(story.deployment.sendAt).toBe(theirs);
    savedAs(story, 'future', { consent: act('a', 'schedule'), postDate: inTwentyDays });
    expect(story.deployment.sendAt).toBe(inTwentyDays);
  });
});

describe('a sender that does not record consent', () => {
  it('consents by post.published and post.scheduled', () => {
    const soon = given().published();
    expect(soon.deployment.sendAt).toBe(plus(NOON, DELAY));
    const later = given().scheduledFor(inTenDays);
    expect(later.deployment).toMatchObject({ sendAt: inTenDays });
    expect(later.deployment.consent?.mode).toBe('schedule');
  });

  it('keeps the known consent at other events, and moves with the date', () => {
    const story = given().scheduledFor(inTenDays);
    savedAs(story, 'future', { postDate: inTwentyDays });
    expect(story.deployment.sendAt).toBe(inTwentyDays);
  });

  it('sends soon what a save reports as published, if it had been set for later', () => {
    const story = given().scheduledFor(inTenDays).after(HOUR);
    savedAs(story, 'publish', { postDate: story.now });
    expect(story.deployment.sendAt).toBe(plus(NOON, HOUR + DELAY));
  });

  it('sends at its date what a save reports as set for later, if it had been published', () => {
    const story = given().published().after(MINUTE);
    savedAs(story, 'future', { postDate: inTwentyDays });
    expect(story.deployment.sendAt).toBe(inTwentyDays);
  });

  it.each([
    ['post.unpublished', 'draft'],
    ['post.trashed', 'withdrawn'],
  ] as const)('is believed when it says %s, though the status is still publish', (event, _what) => {
    const story = savedAs(given().published().through('schedule'), 'publish', { event });
    story.thenDue('unschedule', { inMs: 0 });
  });
});

describe('a post that is not for Omeda', () => {
  it.each(['private', 'pitch', 'in-progress', 'auto-draft'])(
    'makes nothing there while its status is %s',
    (status) => {
      const story = savedAs(given(), status, { consent: null }).thenNothingDue();
      savedAs(story, 'draft', { consent: null }).thenDueIs('create');
      savedAs(story, status, { consent: null }).thenNothingDue();
    },
  );
});
