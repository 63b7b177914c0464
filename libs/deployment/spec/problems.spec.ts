import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, given } from './scenario.testing.js';

const BLANK = { code: 'nothing-to-read', words: 'There is nothing to read in it.' };
const settings = { problems: [BLANK] };
const SEND_AT = '2026-03-20T08:00:00.000Z';

describe('a newsletter whose post gets a problem after Omeda has it', () => {
  it('is not updated at Omeda until the problem is gone', () => {
    const story = given().saved('a').through('content').saved('', { settings });
    story.thenNothingDue().thenStatus('incomplete');
    story.saved('b').through('content').thenStatus('content-updated');
  });

  it('does not go out when it is published', () => {
    const story = given().saved('a').through('content').published({ text: '', settings });
    story.thenNothingDue().thenStatus('incomplete');
    story.after(HOUR).do({ kind: 'pass-time', brandHeld: false }).thenStatus('missed');
    expect(story.count('DeploymentScheduled')).toBe(0);
  });

  it('cannot be sent by a person either, and says why', () => {
    const story = given().saved('a').through('content').saved('', { settings });
    story
      .do({ kind: 'send', at: 'now' })
      .thenNothing('It is incomplete: There is nothing to read in it.');
  });

  it('is taken back if it was scheduled: its content is not what its post says', () => {
    const story = given().scheduledFor(SEND_AT).through('schedule');
    story
      .after(10 * MINUTE)
      .scheduledFor(SEND_AT, { text: '', settings })
      .runs('unschedule');
    story.thenNothingDue().thenStatus('incomplete');
    story.scheduledFor(SEND_AT, { text: 'corrected' }).through('schedule').thenStatus('scheduled');
  });
});

describe('a post that cannot be sent', () => {
  const problem = { code: 'omeda-type-missing', words: 'Choose an Omeda type.', field: 'x' };
  const lost = { code: 'audience-query-missing', words: 'Choose a query.', field: 'x' };

  it('gets no audience when its type loses the query after creation', () => {
    const noQuery = { problems: [lost], audienceQuery: undefined } as never;
    const story = given().saved().runs('create').saved('a', { settings: noQuery });
    story.thenNothingDue().thenStatus('incomplete');
    story.saved('a').through('content').thenStatus('content-updated');
  });

  it('continues when its type loses the query that Omeda already has', () => {
    const noQuery = { problems: [lost], audienceQuery: undefined } as never;
    given().saved('a').through('audience').saved('b', { settings: noQuery }).through('content');
  });

  it('continues when its type loses the Omeda type that Omeda already has', () => {
    const settings = { problems: [problem] };
    given().saved('a').through('create').saved('b', { settings }).through('content');
  });

  it('without a deployment type is recorded and nothing is due', () => {
    given().saved('a', { noType: true }).thenNothingDue().thenStatus('no-type');
  });

  it('with an incomplete deployment type says so and nothing is due', () => {
    const settings = { problems: [problem] };
    given().saved('a', { settings }).thenNothingDue().thenStatus('incomplete');
  });

  it('is created once the type is complete', () => {
    const settings = { problems: [problem] };
    given()
      .saved('a', { settings })
      .after(HOUR)
      .saved('a')
      .thenDue('create', { inMs: 300 * SECOND });
  });
});
