import { describe, expect, it } from 'vitest';
import { wasChangedSince } from '../src/index.js';
import { type Scenario, SECOND, given } from './scenario.testing.js';

const scheduled = () => given().published().through('schedule');

const CHANGES: [string, (story: Scenario) => Scenario][] = [
  ['a hold', (story) => story.do({ kind: 'hold' })],
  ['a resume', (story) => story.person('resume')],
  ['a new time', (story) => story.do({ kind: 'send', at: '2026-03-20T08:00:00.000Z' })],
  ['a cancellation', (story) => story.person('cancel')],
  ['a save in WordPress', (story) => story.updated('other')],
  ['an unpublished post', (story) => story.post('post.unpublished', 'draft')],
];

describe('a deployment that was checked', () => {
  it.each(CHANGES)('was changed since by %s', (name, change) => {
    const story = name === 'a resume' ? scheduled().do({ kind: 'hold' }) : scheduled();
    const at = story.after(SECOND).now;
    expect(wasChangedSince(story.state, at)).toBe(false);
    change(story.after(SECOND));
    expect(wasChangedSince(story.state, at)).toBe(true);
    expect(wasChangedSince(story.state, story.now)).toBe(false);
  });

  it('was not changed by its own steps, nor without a time', () => {
    const story = given().published().through('create');
    const at = story.now;
    story.through('schedule');
    expect(wasChangedSince(story.state, at)).toBe(false);
    expect(wasChangedSince(story.do({ kind: 'hold' }).state, undefined)).toBe(false);
  });
});
