import { action } from './action.js';

export const sendTest = action({
  kind: 'send-test',
  summary: 'Send a test to the testers',
  about: 'Nothing is scheduled by it.',
  examples: [''],
});
