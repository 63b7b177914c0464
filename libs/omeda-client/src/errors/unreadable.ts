import { type OmedaCall, OmedaError } from './omeda-error.js';

const READS: ReadonlySet<OmedaCall> = new Set<OmedaCall>([
  'audienceStatus',
  'approvals',
  'lookup',
  'search',
  'contentLookup',
  'deploymentTypes',
]);

/** Whether a call changes nothing at Omeda, so that it cannot have taken effect. */
export const isRead = (call: OmedaCall): boolean => READS.has(call);

/** A success without a required field: its effect is unknown, as after a lost reply. */
export function unreadable(call: OmedaCall, lack: string): OmedaError {
  return new OmedaError({
    call,
    status: 200,
    class: 'transient',
    texts: [`Omeda's response could not be read: ${lack}.`],
    mayHaveTakenEffect: !isRead(call),
  });
}
