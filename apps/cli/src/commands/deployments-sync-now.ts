import { action } from './action.js';

export const syncNow = action({
  kind: 'sync-now',
  summary: 'Make the due step due at once',
  about: 'Drops debounce and gaps until nothing is left to do.',
  examples: [''],
});
