import { describe, expect, it } from 'vitest';
import type { AttentionGroup } from '#event-store';
import { groupWords } from './group-words.js';

const GROUP: AttentionGroup = {
  key: 'key',
  kind: 'not-taken-back',
  brand: 'DEMO',
  heldBy: null,
  step: 'unschedule',
  words: 'No answer.',
  count: 1,
  hasFailed: false,
  since: new Date(0),
  latest: new Date(0),
  nextSendAt: null,
  soon: 0,
  sites: ['daily'],
  titles: ['Morning'],
};

describe('a newsletter that could not be taken back', () => {
  it('is resumed if it stalled: a retry would be refused', () => {
    const { cure, actions } = groupWords({ ...GROUP, heldBy: 'stalled' }, 0);
    expect(actions).toEqual(['resume', 'cancel']);
    expect(cure).toContain('resume at once');
  });

  it('is retried otherwise, also if a person holds it', () => {
    const { cure, actions } = groupWords({ ...GROUP, heldBy: 'person' }, 0);
    expect(actions).toEqual(['retry', 'sync-now']);
    expect(cure).toContain('retry at once');
  });
});
