import type { Instant } from '../instant.js';

/** What happened in Omeda's portal, and what the editor can do. */
export const driftWords = {
  cancelled: () =>
    'It was canceled in Omeda. Resume it to create a new one, or cancel it here, too.',
  unscheduled: () =>
    'It was unscheduled in Omeda. Resume it to schedule it again, or choose another time.',
  rescheduled: (at: Instant | undefined) =>
    `It was scheduled in Omeda${at ? ` for ${minute(at)}` : ''}, not by this service, and goes out then. Resume it to set our time, or unschedule it.`,
  afterBackup: (at: Instant) =>
    `It is scheduled in Omeda for ${minute(at)} by a change that is missing from the store, which was restored from a backup. It goes out then. Save the post in WordPress to apply what the post says, or resume or unschedule it.`,
  edited: (by: string) =>
    `It was edited in Omeda by ${by} and goes out as edited. Only Omeda's portal can change or cancel it now.`,
  audienceGone: () =>
    'Its audience was removed in Omeda. Resume it to assign and schedule it again.',
} as const;

function minute(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
