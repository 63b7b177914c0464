import { describe, expect, it } from 'vitest';
import { statusOf } from '../src/index.js';
import { given } from './scenario.testing.js';

describe('settings that can no longer change at Omeda', () => {
  it('stay, with a warning, when the Omeda type changes after creation', () => {
    const story = given().saved().through('content');
    story.saved('text', { settings: { omedaTypeId: 8 } });
    expect(story.recorded('SettingLocked')).toMatchObject([
      { data: { field: 'omedaTypeId', kept: '7', asked: '8' } },
    ]);
    expect(story.deployment.omeda?.omedaTypeId).toBe(7);
  });

  it('stay, with a warning, when the audience query changes after assignment', () => {
    const story = given().saved().through('audience');
    story.saved(undefined, { settings: { audienceQuery: 'Others' } });
    expect(story.recorded('SettingLocked')).toMatchObject([{ data: { field: 'audienceQuery' } }]);
  });

  it('stay, with a warning, when the output criteria change after assignment', () => {
    const story = given()
      .saved('a', { settings: { outputCriteria: 'A' } })
      .through('audience');
    story.saved('a', { settings: { outputCriteria: 'B' } });
    const data = { field: 'outputCriteria', kept: 'A', asked: 'B' };
    expect(story.recorded('SettingLocked')).toMatchObject([{ data }]);
    story.saved('a');
    expect(statusOf(story.deployment).warnings).toMatchObject([{ field: 'outputCriteria' }]);
  });

  it('stay, with a warning, when they change during the call that uses them', () => {
    const story = given().saved().start('create');
    story.saved('text', { settings: { omedaTypeId: 8 } }).succeeds('create');
    story
      .start('audience')
      .saved('text', { settings: { omedaTypeId: 8, audienceQuery: 'Others' } });
    story.succeeds('audience');
    const { warnings } = statusOf(story.deployment);
    expect(warnings.map(({ field }) => field)).toEqual(['omedaTypeId', 'audienceQuery']);
  });

  it('stay, with a warning, when a call whose response was lost had other ones', () => {
    const story = given()
      .saved('a', { settings: { outputCriteria: 'A' } })
      .through('create')
      .start('audience')
      .saved('a', { settings: { outputCriteria: 'B' } })
      .takenOver()
      .answers({ kind: 'audience-assigned', listId: null, criteria: 'A' });
    const data = { field: 'outputCriteria', kept: 'A', asked: 'B' };
    expect(story.recorded('SettingLocked')).toMatchObject([{ data }]);
    expect(statusOf(story.deployment).warnings).toMatchObject([{ field: 'outputCriteria' }]);
  });

  it('stay, with a warning, when an adopted deployment has other ones', () => {
    const story = given()
      .saved('a', { settings: { outputCriteria: 'B' } })
      .runs('create', {
        kind: 'adopted',
        trackId: 'OLD1',
        name: 'n',
        omedaTypeId: 8,
        query: 'Subscribers',
        criteria: 'A',
      });
    const { warnings } = statusOf(story.deployment);
    expect(warnings.map(({ field }) => field)).toEqual(['omedaTypeId', 'outputCriteria']);
  });

  it('are those of the request if a lookup does not return criteria', () => {
    const lost = { kind: 'audience-assigned', listId: null } as const;
    const story = given()
      .saved('a', { settings: { outputCriteria: 'A' } })
      .runs('create')
      .runs('audience', lost);
    expect(story.count('SettingLocked')).toBe(0);
    expect(story.deployment.omeda?.audience?.criteria).toBe('A');
  });

  it('may change until they are used', () => {
    const story = given().saved();
    story.saved(undefined, { settings: { omedaTypeId: 8 } }).start('create');
    expect(story.deployment.running?.request).toMatchObject({ omedaTypeId: 8 });
    expect(story.count('SettingLocked')).toBe(0);
  });

  it('are warned about no longer than they differ', () => {
    const story = given().saved().through('content');
    story.saved('b', { settings: { omedaTypeId: 8 } });
    expect(statusOf(story.deployment).warnings).toMatchObject([{ code: 'setting-locked' }]);
    story.saved('b');
    expect(statusOf(story.deployment).warnings).toEqual([]);
  });

  it('are warned about separately', () => {
    const story = given().saved().through('content');
    story.saved('b', { settings: { omedaTypeId: 8, audienceQuery: 'Others' } });
    const { warnings } = statusOf(story.deployment);
    const fields = new Set(warnings.map(({ field }) => field));
    expect(fields).toEqual(new Set(['audienceQuery', 'omedaTypeId']));
  });

  it('are warned about once, not at every save', () => {
    const story = given().saved().through('content');
    story.saved('b', { settings: { omedaTypeId: 8 } }).saved('c', { settings: { omedaTypeId: 8 } });
    expect(story.count('SettingLocked')).toBe(1);
  });
});
