import { describe, expect, it } from 'vitest';
import { stepThatNeedsContent } from '../src/index.js';
import { HOUR, type Scenario, given, seen } from './scenario.testing.js';

const needs = ({ state }: Scenario) => stepThatNeedsContent(state);
const scheduled = () => given().saved().published().through('schedule');

describe('the content of a newsletter', () => {
  it('is needed by the step that is due or running, if that reads it', () => {
    const story = given().saved();
    expect(needs(story)).toBe('create');
    expect(needs(story.start('create'))).toBe('create');
  });

  it('is needed while Omeda loads the audience, after which it gets the content', () => {
    expect(needs(given().saved().through('audience').thenDueIs('await-audience'))).toBe('content');
  });

  it('is needed until the newsletter is scheduled: a refusal leads back to the test', () => {
    const story = given().saved().published().through('test');
    expect(needs(story.thenDueIs('schedule'))).toBe('schedule');
    expect(needs(story.runs('schedule'))).toBeUndefined();
  });

  it('is needed if an edit leads back from being scheduled', () => {
    const story = scheduled().updated('edited').thenDueIs('unschedule');
    expect(needs(story)).toBe('content');
    expect(needs(story.start('unschedule'))).toBe('content');
    expect(needs(story.succeeds('unschedule').through('schedule'))).toBeUndefined();
  });

  it('is needed if a post that was scheduled becomes a draft with other content', () => {
    const story = scheduled().post('post.unpublished', 'draft', { text: 'other' });
    expect(needs(story.thenDueIs('unschedule'))).toBe('content');
  });

  it('is not needed by a draft that Omeda has unchanged', () => {
    expect(needs(given().saved().through('content'))).toBeUndefined();
  });

  it.each([
    ['held', (story: Scenario) => story.do({ kind: 'hold', reason: 'wait' })],
    ['canceled', (story: Scenario) => story.person('cancel')],
    ['deleted', (story: Scenario) => story.post('post.deleted', 'trash')],
    ['failed', (story: Scenario) => story.start().answers({ kind: 'permanent', words: 'No.' })],
  ])('is not needed while it is %s', (_what, happens) => {
    const story = given().saved().published().through('audience');
    expect(needs(happens(story))).toBeUndefined();
  });

  it('is not needed once it is sent', () => {
    const story = scheduled()
      .after(HOUR)
      .runs('watch', seen({ status: 'sent' }));
    expect(needs(story)).toBeUndefined();
  });

  it('is not needed before there is a newsletter', () => {
    expect(stepThatNeedsContent(undefined)).toBeUndefined();
  });
});
