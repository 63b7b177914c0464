import { describe, expect, it } from 'vitest';
import { codec } from '#events';
import { statusOf, evolveAll, sentence } from '../src/index.js';
import { MINUTE, NOON, given, seen } from './scenario.testing.js';

const SEND_AT = '2026-03-20T08:00:00.000Z';
const BEFORE = '2026-03-20T07:00:00.000Z';
const inactive = { kind: 'not-authorized', words: 'The owner is not authorized.' } as const;
const outcome = (sentAt = SEND_AT) => seen({ status: 'sent', sentAt, sentCount: 1_200 });

const scheduled = () => given().scheduledFor(SEND_AT).through('schedule').at(BEFORE);
const unpublished = () => scheduled().post('post.unpublished', 'draft');

describe('a newsletter that was unpublished while its owner was inactive, and that Omeda sent', () => {
  const story = () => unpublished().runs('unschedule', inactive).thenStatus('failed');

  it('is never merely sent: its status says that it went out after it was withdrawn', () => {
    const ended = story().start('watch').answers(outcome());
    ended
      .thenRecorded('SentAfterWithdrawal', 'StepDue')
      .thenStatus('sent-after-withdrawal')
      .thenOnlyResultsDue();
    expect(ended.count('DeploymentSent')).toBe(0);
    const { achieved } = statusOf(ended.deployment);
    expect(achieved?.sent).toEqual({ sentAt: SEND_AT, sentCount: 1_200, withdrawnAt: BEFORE });
  });

  it('has no drift: the refused call has failed, and says that it goes out', () => {
    const ended = story();
    expect(ended.count('Drifted')).toBe(0);
    expect(ended.deployment.failed?.words).toMatch(/not authorized.*goes out.*Activate the user/);
  });

  it('says so in its history', () => {
    const event = story().answers(outcome()).recorded('SentAfterWithdrawal')[0];
    expect(event && sentence({ ...event, at: NOON })).toBe(
      'Sent on Mar 20, 2026, 8:00 AM UTC to 1200 recipients, although it was withdrawn on Mar 20, 2026, 7:00 AM UTC.',
    );
  });

  it('stays so, whatever happens to its post', () => {
    const ended = story().answers(outcome()).published();
    ended.thenOnlyResultsDue().thenStatus('sent-after-withdrawal');
  });
});

describe('a newsletter that Omeda sent before it could be taken back', () => {
  it.each([
    ['trashed', () => scheduled().post('post.trashed', 'trash')],
    ['deleted', () => scheduled().post('post.deleted', 'deleted')],
    ['canceled by a person', () => scheduled().person('cancel')],
    ['unscheduled by a person', () => scheduled().person('unschedule')],
    ['without its deployment type', () => scheduled().updated('first text', { noType: true })],
    ['without consent', () => scheduled().post('post.saved', 'publish', { consent: null })],
  ])('says so: %s', (_what, withdrawn) => {
    withdrawn().start('unschedule').answers(outcome()).thenStatus('sent-after-withdrawal');
  });

  it('says so if the call itself learns that it was sent', () => {
    const ended = unpublished().runs('unschedule', { kind: 'sent', sentAt: SEND_AT });
    ended.thenStatus('sent-after-withdrawal');
  });

  it('says so if it was withdrawn within the minute of sending, as Omeda has whole minutes', () => {
    const late = scheduled().at('2026-03-20T08:00:30.000Z').post('post.unpublished', 'draft');
    late.start('unschedule').answers(outcome()).thenStatus('sent-after-withdrawal');
  });
});

describe('a newsletter that was sent as its editor intended', () => {
  it('is sent, though it was withdrawn after that', () => {
    const late = scheduled().at(SEND_AT).after(MINUTE).post('post.unpublished', 'draft');
    late.start('unschedule').answers(outcome()).thenStatus('sent');
  });

  it('is sent, though it was withdrawn once and published again', () => {
    const again = unpublished().runs('unschedule').scheduledFor(SEND_AT).through('schedule');
    again.start('watch').answers(outcome()).thenStatus('sent');
  });

  it('is sent, though it was unscheduled once and resumed', () => {
    const again = scheduled().person('unschedule').runs('unschedule').person('resume');
    again.through('schedule').start('watch').answers(outcome()).thenStatus('sent');
  });
});

describe('a store of an older release', () => {
  it('still counts as sent what it recorded as sent', () => {
    const { events } = unpublished();
    const data = { trackId: 'FOO260302001', sentAt: SEND_AT };
    const fact = codec.decode({ type: 'DeploymentSent', schemaVersion: 1, data });
    const state = evolveAll(undefined, [...events, { ...fact, at: NOON } as never]);
    expect(state && statusOf(state).status).toBe('sent');
  });
});
