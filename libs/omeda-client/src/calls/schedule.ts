import { toCentral } from '../central.js';
import { OmedaError } from '../errors/omeda-error.js';
import type { CallOptions, Connection } from '../wire.js';

export type ScheduleInput = {
  trackId: string;
  /** Instant (ISO), rounded up to a whole minute; or `now`. */
  at: string;
};

/** `scheduledDate` is the date as sent to Omeda: US Central time, or `[NOW]`. */
export type Scheduled = { scheduledDate: string };

/**
 * Sets when the newsletter is sent (POST omail/deployment/schedule); needs a test of the present
 * content.
 * @throws {OmedaError} class already-scheduled with `at` when it is; class permanent, without a
 * call, when the instant has no name in Central time (see `toCentral`).
 */
export async function schedule(
  { send, account }: Connection,
  { trackId, at }: ScheduleInput,
  options?: CallOptions,
): Promise<Scheduled> {
  const scheduledDate = at === 'now' ? '[NOW]' : toCentral(at);
  if (!scheduledDate) throw nameless(at);
  const path = ['omail', 'deployment', 'schedule'];
  const json = { UserId: account.ownerUserId, TrackId: trackId, ScheduledDate: scheduledDate };
  await send({ call: 'schedule', method: 'POST', path, json }, options);
  return { scheduledDate };
}

function nameless(at: string): OmedaError {
  return new OmedaError({
    call: 'schedule',
    class: 'permanent',
    texts: [`${at} is ambiguous in US Central time: it is the second minute with that name.`],
    mayHaveTakenEffect: false,
  });
}
