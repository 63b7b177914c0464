import { action } from './action.js';
import { CliError } from '../cli-error.js';

export const send = action({
  kind: 'send',
  summary: 'Send it at a time, or now',
  about: 'Ends a hold. The time is an instant in UTC, rounded up to the minute.',
  options: { at: { type: 'string' } },
  optionHelp: { at: '"now", or an instant such as 2026-12-24T06:00:00Z; it must be named' },
  examples: ['--at now', '--at 2026-12-24T06:00:00Z'],
  body({ at }) {
    if (at === undefined) throw new CliError('Say when: --at now, or --at 2026-12-24T06:00:00Z.');
    return { at };
  },
});
