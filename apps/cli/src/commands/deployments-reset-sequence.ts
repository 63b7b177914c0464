import { action } from './action.js';

export const resetSequence = action({
  kind: 'reset-sequence',
  summary: 'Let the next event of its post count, whatever its sequence',
  about: 'Where a wrong sequence has pinned a post, every save is stale. Needs an operator key.',
  examples: [''],
});
