import { describe, expect, it } from 'vitest';
import { stepsRun } from '../src/index.js';
import { given } from './scenario.testing.js';

describe('the steps of a history', () => {
  it('are listed as they ran, with those superseded before they ran', () => {
    const story = given().saved('1').saved('2').saved('3').saved('4').saved('5').through('content');
    story.published().through('schedule');
    expect(stepsRun(story.events)).toEqual({
      steps: ['create', 'audience', 'await-audience', 'content', 'test', 'schedule'],
      superseded: 4,
    });
  });

  it('count a withdrawn step as superseded', () => {
    const story = given().saved().do({ kind: 'hold' });
    expect(stepsRun(story.events)).toEqual({ steps: [], superseded: 1 });
  });
});
