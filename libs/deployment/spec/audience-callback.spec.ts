import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, given } from './scenario.testing.js';

const assigned = (callsBack: boolean) =>
  given()
    .saved()
    .runs('create')
    .runs('audience', { kind: 'audience-assigned', listId: '41', callsBack });
const reported = { kind: 'report-audience' } as const;
const loading = { kind: 'audience-progress', status: 'IN_PROCESS' } as const;

describe('an audience that Omeda reports', () => {
  it('is polled once a minute until then, to make up for a lost callback', () => {
    assigned(false).thenDue('await-audience', { inMs: 5 * SECOND });
    assigned(true).thenDue('await-audience', { inMs: MINUTE });
  });

  it('is polled at once when it is reported', () => {
    const story = assigned(true)
      .after(7 * SECOND)
      .do(reported);
    story.thenRecorded('AudienceReported', 'StepDue').thenDue('await-audience', { inMs: 0 });
    story.runs('await-audience').thenDueIs('content');
  });

  it('is not ready because of a callback alone: Omeda is polled, repeatedly', () => {
    const story = assigned(true).do(reported).runs('await-audience', loading);
    story.thenStatus('audience-assigned').thenDueIs('await-audience');
  });

  it('is reported once, however often the callback is repeated', () => {
    const story = assigned(true).do(reported).do(reported);
    story.thenNothing('it was already reported');
    expect(story.count('AudienceReported')).toBe(1);
  });

  it('changes nothing where no audience is awaited', () => {
    given().saved().do(reported).thenNothing('no audience is awaited');
    assigned(true).runs('await-audience').do(reported).thenNothing('no audience is awaited');
    given().do(reported).thenNothing('this newsletter does not exist');
  });

  it('that was lost and assigned again is reported again', () => {
    const story = assigned(true).do(reported);
    story.runs('await-audience', { kind: 'audience-failed', words: 'Gone.' }).person('retry');
    story.runs('audience', { kind: 'audience-assigned', listId: '42', callsBack: true });
    story.do(reported).thenRecorded('AudienceReported', 'StepDue');
  });
});
