import { checked } from '../fields/faults.js';
import { Optional } from '../fields/field.js';
import { TIME_ZONE } from '../fields/rules.js';
import { refuseFaults } from '../problem/problem.js';

/** What can be asked of a history. */
export class HistoryQueryDto {
  /** The reader's time zone, for the times in sentences; left out: UTC. */
  @Optional(TIME_ZONE)
  timeZone?: string;
}

/** @throws Problem for what cannot be asked. */
export function readHistoryQuery(query: object): HistoryQueryDto {
  const { instance, faults } = checked(HistoryQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  return instance;
}
