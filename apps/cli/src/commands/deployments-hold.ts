import { action } from './action.js';

export const hold = action({
  kind: 'hold',
  summary: 'Hold it: nothing is due until it is resumed',
  about: 'Saves are still recorded. What Omeda has scheduled stays scheduled: see "unschedule".',
  options: { reason: { type: 'string' } },
  optionHelp: { reason: 'why, for those who look at it' },
  examples: ['', '--reason "Wait for the photo"'],
  body: ({ reason }) => (reason === undefined ? {} : { reason }),
});
