import type { DeploymentEventMap } from '#events';
import type { Instant } from './instant.js';

/** What people read of decisions. A step's own words are in its descriptor, history's in `status/sentence.ts`. */

/** Why an action is not possible now. */
export const REFUSALS = {
  unknown: 'This newsletter does not exist.',
  sent: 'It was sent.',
  canceled: 'It was canceled.',
  held: 'It is held. Resume it first.',
  notHeld: 'It is not held.',
  withdrawn: 'It is withdrawn. Restore the post first.',
  alreadyWithdrawn: 'It is already withdrawn.',
  nothingWaits: 'Nothing is waiting.',
  nothingFailed: 'No step has failed.',
  failed: 'A step has failed. Retry it first.',
  sendTimePassed: 'Its send time has passed. Choose when to send it instead.',
  timeIsPast: 'That time is in the past. Use a future time, or "now".',
  noType: 'It has no deployment type. Choose one in WordPress first.',
  incomplete: (problems: readonly { words: string }[]) =>
    `It is incomplete: ${problems.map(({ words }) => words).join(' ')}`,
  scheduled: 'It is scheduled. Omeda sends tests only of unscheduled newsletters.',
  notScheduled: 'It is not scheduled.',
  noContentYet: 'Omeda does not have its content yet.',
  notCarriedOn:
    'Nothing is done for it at Omeda as its post is now: published without being sent, or with a status that newsletters are not created for. Send it, or change the post.',
} as const;

/** Why it is held. */
export const HELD = {
  byPerson: 'Held by a person.',
  unscheduled: 'Unscheduled by a person.',
  missed: 'Its send time passed before it was scheduled.',
  stalled: (starts: number) =>
    `Started ${starts} times without an outcome. Check the deployer's log, then resume.`,
} as const;

/** Why a step failed, if Omeda said nothing, or too little. */
export const FAILED = {
  audienceTooSlow: 'Omeda did not finish loading it in time.',
  editedAfterTest: (words: string) => `${words} It was edited elsewhere after our test.`,
  duplicateSent: 'Its duplicate was sent.',
  ownerInactive: (words: string) =>
    `${words} It is scheduled and goes out as it is. Activate the user in Omeda, or name another one in the sites file; then retry.`,
} as const;

/** What editors should know, though nothing stops. */
export const NOTICES = {
  tooLate:
    'Saved less than 2 minutes before the send time, so the newsletter goes out as it was. Unpublish the post to stop it.',
  settingLocked: ({ field, kept, asked }: DeploymentEventMap['SettingLocked']) =>
    `Omeda already has ${field} '${kept}'; it can no longer become '${asked}'.`,
} as const;

/** What happened in Omeda's portal, and what the editor can do. */
export const DRIFT = {
  cancelled: 'It was canceled in Omeda. Resume it to create a new one, or cancel it here, too.',
  unscheduled:
    'It was unscheduled in Omeda. Resume it to schedule it again, or choose another time.',
  rescheduled: (at: Instant | undefined) =>
    `It was scheduled in Omeda${at ? ` for ${minute(at)}` : ''}, not by this service, and goes out then. Resume it to set our time, or unschedule it.`,
  afterBackup: (at: Instant) =>
    `It is scheduled in Omeda for ${minute(at)} by a change that is missing from the store, which was restored from a backup. It goes out then. Save the post in WordPress to apply what the post says, or resume or unschedule it.`,
  edited: (by: string) =>
    `It was edited in Omeda by ${by} and goes out as edited. Only Omeda's portal can change or cancel it now.`,
  audienceGone: 'Its audience was removed in Omeda. Resume it to assign and schedule it again.',
} as const;

function minute(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
