import { action } from './action.js';

export const cancel = action({
  kind: 'cancel',
  summary: 'Cancel it at Omeda, for good',
  about: 'It is final.',
  examples: [''],
});
