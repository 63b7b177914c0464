import { STATUS_NAMES, type StatusName } from './status.js';

/** Words for several statuses at once, in lists. */
export const STATUS_GROUPS = {
  'in-progress': [
    'requested',
    'created',
    'audience-assigned',
    'audience-ready',
    'content-updated',
    'test-sent',
  ],
  stopped: ['incomplete', 'missed', 'held', 'failed'],
  over: ['sent', 'sent-after-withdrawal', 'withdrawn', 'cancelled'],
} as const satisfies Record<string, readonly StatusName[]>;

/** The statuses that `failed,held` or `in-progress` names; undefined if one of the words is neither. */
export function statusesOf(text: string): StatusName[] | undefined {
  const found = text.split(',').map((word) => known(word.trim()));
  if (found.some((statuses) => statuses.length === 0)) return undefined;
  return [...new Set(found.flat())];
}

function known(word: string): readonly StatusName[] {
  if (Object.hasOwn(STATUS_GROUPS, word)) return STATUS_GROUPS[word as keyof typeof STATUS_GROUPS];
  return STATUS_NAMES.filter((name) => name === word);
}
