import { describe, expect, it } from 'vitest';
import { statusOf } from '../src/status/status.js';
import { NOON, given } from './scenario.testing.js';

const SEND_AT = '2026-03-20T08:00:00.000Z';

describe('the status of a newsletter', () => {
  it('that is scheduled shows what is wanted, and what Omeda has', () => {
    const story = given().scheduledFor(SEND_AT, { text: 'news' }).through('schedule');
    expect(statusOf(story.deployment)).toMatchObject({
      status: 'scheduled',
      generation: 1,
      sequence: 1,
      trackId: 'FOO260302001',
      post: { id: 42, status: 'future', title: 'Morning news' },
      wanted: {
        intent: 'publish',
        revision: 1,
        sendAt: SEND_AT,
        sendAtBy: 'post-date',
        name: 'Morning news',
        omedaTypeId: 7,
        audienceQuery: 'Subscribers',
        onPublish: 'schedule',
        contentHash: 'hash of news',
      },
      achieved: {
        trackId: 'FOO260302001',
        name: 'Morning news',
        omedaTypeId: 7,
        audience: { query: 'Subscribers', status: 'ready', recipientCount: 1200 },
        contentHash: 'hash of news',
        contentRevision: 1,
        testedHash: 'hash of news',
        testsSent: 1,
        scheduled: { sendAt: SEND_AT, scheduledDate: '2026-03-02 06:30' },
        cancelledAt: null,
        sent: null,
      },
      running: null,
      held: null,
      failed: null,
    });
  });

  it('that is new shows what is due and when, and nothing of Omeda', () => {
    const story = given().saved();
    expect(statusOf(story.deployment)).toMatchObject({
      status: 'requested',
      trackId: null,
      achieved: null,
      wanted: { intent: 'draft', sendAt: null, sendAtBy: null },
      due: {
        dueId: 1,
        step: 'create',
        at: '2026-03-02T12:05:00.000Z',
        attempt: 1,
        reason: 'debounce',
      },
    });
    expect(statusOf(story.runs('create').deployment).due).toMatchObject({
      step: 'audience',
      reason: 'gap',
    });
  });

  it('without a deployment type wants nothing', () => {
    const { deployment } = given().saved('news', { noType: true });
    expect(statusOf(deployment)).toMatchObject({
      status: 'no-type',
      wanted: { name: null, omedaTypeId: null, audienceQuery: null, onPublish: null },
      due: null,
    });
  });

  it('shows the running step, its start, and the attempt number', () => {
    const story = given().at(NOON).saved().start('create');
    expect(statusOf(story.deployment)).toMatchObject({
      running: { step: 'create', since: '2026-03-02T12:05:00.000Z', attempt: 1 },
      due: null,
    });
  });
});
