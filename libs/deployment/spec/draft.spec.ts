import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, given } from './scenario.testing.js';

describe('a draft that has a deployment type', () => {
  it('is created five minutes after its first save', () => {
    given()
      .saved()
      .thenDue('create', { inMs: 300 * SECOND, attempt: 1 });
  });

  it('is created five minutes after the last of several saves', () => {
    const story = given().saved('one').after(MINUTE).saved('two').after(MINUTE).saved('three');
    story.thenDue('create', { inMs: 300 * SECOND });
    expect(story.count('StepDue')).toBe(3);
  });

  it('waits for a pause after an equal save too', () => {
    given()
      .saved()
      .after(MINUTE)
      .saved()
      .thenDue('create', { inMs: 300 * SECOND });
  });

  it('is created thirty minutes after the first save if saves never pause', () => {
    const story = given().saved('0');
    for (let n = 1; n <= 7; n += 1) story.after(4 * MINUTE).saved(String(n));
    story.thenDue('create', { inMs: 2 * MINUTE });
  });

  it('gets its audience 30 s after creation', () => {
    given()
      .saved()
      .runs('create')
      .thenDue('audience', { inMs: 30 * SECOND });
  });

  it('has its audience polled 5 s after the assignment', () => {
    given()
      .saved()
      .through('audience')
      .thenDue('await-audience', { inMs: 5 * SECOND });
  });

  it('keeps one due step over all polls of the audience and records only what changed', () => {
    const story = given()
      .saved()
      .through('audience')
      .after(5 * SECOND);
    story.answers({ kind: 'audience-progress', status: 'IN_PROCESS' });
    story.thenRecorded('AudienceProgressed');
    story.after(5 * SECOND).answers({ kind: 'audience-progress', status: 'IN_PROCESS' });
    story.thenNothing('nothing new');
  });

  it('gets its content 30 s after the audience was assigned', () => {
    given()
      .saved()
      .through('audience')
      .after(5 * SECOND)
      .answers({ kind: 'audience-ready', recipientCount: 3 })
      .thenDue('content', { inMs: 25 * SECOND });
  });

  it('gets its content as soon as a slow audience is ready', () => {
    given()
      .saved()
      .through('audience')
      .after(2 * MINUTE)
      .answers({ kind: 'audience-ready', recipientCount: 3 })
      .thenDue('content', { inMs: 0 });
  });

  it('does nothing once Omeda has its content', () => {
    given().saved().through('content').thenNothingDue().thenStatus('content-updated');
  });

  it('gets new content a minute after it was saved again', () => {
    const story = given().saved().through('content').after(HOUR).saved('changed');
    story.thenDue('content', { inMs: 60 * SECOND });
    story
      .after(30 * SECOND)
      .saved('changed again')
      .thenDue('content', { inMs: 60 * SECOND });
  });

  it('is not affected by a save of the same content', () => {
    given()
      .saved()
      .through('content')
      .after(HOUR)
      .saved()
      .thenRecorded('PostReceived')
      .thenNothingDue();
  });

  it('is not updated if the change is reverted before it was due', () => {
    given().saved('a').through('content').saved('b').saved('a').thenNothingDue();
  });

  it('waits a whole minute again after a reverted change, however long ago', () => {
    const story = given()
      .saved('a')
      .through('content')
      .saved('b')
      .saved('a')
      .after(2 * HOUR);
    story.saved('c').thenDue('content', { inMs: 60 * SECOND });
  });

  it('waits a whole minute again after a change of name and testers alone', () => {
    const settings = { detailsHash: 'other' };
    const story = given().saved('a').through('content').saved('a', { settings }).runs('update');
    story
      .after(2 * HOUR)
      .saved('c', { settings })
      .thenDue('content', { inMs: 60 * SECOND });
  });

  it('gets its new name and testers before its content', () => {
    const story = given().saved().through('content');
    story.saved('changed', { settings: { detailsHash: 'other', name: 'Evening news' } });
    story.thenDue('update', { inMs: 60 * SECOND });
    story.runs('update').thenDue('content', { inMs: 30 * SECOND });
    expect(story.deployment.omeda?.name).toBe('Evening news');
  });

  it('keeps what is running and decides about a save once the outcome is known', () => {
    const story = given().saved('a').start('create').saved('b').thenNothingDue();
    story.answers({ kind: 'created', trackId: 'T1', found: false, marker: '' });
    story.thenDue('audience', { inMs: 30 * SECOND });
  });

  it('sends the content saved last, not the one it was created with', () => {
    const story = given().saved('a').start('create').saved('b');
    story.answers({ kind: 'created', trackId: 'T1', found: false, marker: '' }).through('content');
    expect(story.deployment.omeda?.contentHash).toBe('hash of b');
    story.thenNothingDue();
  });

  it('ends every due step with a newer one, a withdrawal or a start', () => {
    const story = given().saved('a').saved('b').through('content');
    const dues = story.recorded('StepDue').map(({ data }) => data.dueId);
    expect(dues).toEqual(dues.map((_, index) => index + 1));
  });
});

describe('a sequence that goes backward', () => {
  it('is not one that repeats: the last event counts', () => {
    const story = given().saved('a', { sequence: 9 }).saved('b', { sequence: 9 });
    expect(story.deployment.content).toMatchObject({ contentHash: 'hash of b' });
  });

  it('is recorded as stale and changes nothing', () => {
    const story = given().saved('a', { sequence: 9 }).saved('b', { sequence: 8 });
    story.thenRecorded('PostReceived');
    expect(story.recorded('PostReceived')[1]?.data.stale).toBe(true);
    expect(story.deployment).toMatchObject({ sequence: 9, content: { contentHash: 'hash of a' } });
  });
});
