import type { Instant } from '../instant.js';

/** What happened in Omeda's portal, and what the editor can do. */
export const driftWords = {
  cancelled: () =>
    'It was cancelled in Omeda. Resume to have a new one made, or cancel it here too.',
  unscheduled: () =>
    'It was unscheduled in Omeda. Resume to have it scheduled again, or give it another time.',
  rescheduled: (at: Instant | undefined) =>
    `It was scheduled in Omeda${at ? ` for ${minute(at)}` : ''}, not by us, and goes out then. Resume to have our time set, or unschedule it.`,
  afterBackup: (at: Instant) =>
    `It is scheduled in Omeda for ${minute(at)} by a change that is not in the store, which was restored from a backup; it goes out then. Save the post in WordPress to have it as the post says, or resume or unschedule it.`,
  edited: (by: string) =>
    `It was edited in Omeda by ${by}, and goes out as edited. Only Omeda's portal can change or cancel it now.`,
  audienceGone: () =>
    'Its audience was taken away in Omeda. Resume to have it assigned and scheduled again.',
  ownerInactive: (words: string) =>
    `${words} Have the user activated in Omeda, or name another one in the sites file; then retry.`,
} as const;

function minute(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
