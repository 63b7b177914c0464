import { action } from './action.js';

export const resume = action({
  kind: 'resume',
  summary: 'End a hold',
  examples: [''],
});
