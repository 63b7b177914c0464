import { describe, expect, it } from 'vitest';
import type { RequestOf } from '#events';
import type { Outcome } from '../src/index.js';
import { given } from './scenario.testing.js';

const LOST: Outcome = { kind: 'transient', words: 'No answer.', unclear: true };

const ready = () => given().published().through('content');

function request(story: ReturnType<typeof given>): RequestOf<'test'> {
  const { running } = story.deployment;
  if (running?.request.step !== 'test') throw new Error('no test is running');
  return running.request;
}

describe('a test', () => {
  it('is distinguished from earlier ones by when it began', () => {
    const story = ready().start('test');
    expect(request(story)).toMatchObject({ testsBefore: 0, since: story.now });
  });

  it('without a response is checked for since its first call, however often it is repeated', () => {
    const story = ready().start('test');
    const first = request(story);
    story.answers(LOST).start('test').takenOver();
    expect(request(story)).toEqual(first);
    expect(story.recorded('StepStarted').at(-1)?.data).toMatchObject({ settling: true });
  });

  it('counts each call before it, as each may have sent one, even late', () => {
    const story = ready().start('test').takenOver();
    story.answers({ kind: 'test-sent', warnings: [], repeated: true });
    expect(story.deployment.omeda?.testsSent).toBe(1);
    story.updated('edited').runs('content').start('test');
    expect(request(story)).toMatchObject({ testsBefore: 2, since: story.now });
  });

  it('of another content is not the one that is in doubt', () => {
    const story = ready().runs('test', LOST).updated('edited').runs('content').start('test');
    expect(request(story)).toMatchObject({ testsBefore: 1, since: story.now });
    expect(story.recorded('StepStarted').at(-1)?.data).toMatchObject({ settling: false });
  });

  it('counts those sent before it was adopted', () => {
    const adopted = { trackId: 'OLD1', name: 'n', omedaTypeId: 7, query: 'Subscribers' };
    const story = given()
      .published()
      .runs('create', { kind: 'adopted', ...adopted, testsSent: 3 })
      .through('content');
    expect(request(story.start('test'))).toMatchObject({ testsBefore: 3 });
  });
});
