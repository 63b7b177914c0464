import { checked } from '../fields/faults.js';
import { Optional, Required } from '../fields/field.js';
import { INSTANT, TIME_ZONE, text } from '../fields/rules.js';
import { refuseFaults } from '../problem/problem.js';

const FROM = { ...INSTANT, schema: { ...INSTANT.schema, example: '2026-11-23T00:00:00Z' } };
const TO = { ...INSTANT, schema: { ...INSTANT.schema, example: '2026-11-30T00:00:00Z' } };

/** Query parameters of the groups. */
export class GroupsQueryDto {
  @Optional(text({ max: 64 }))
  site?: string;

  @Optional(text({ max: 40 }))
  brand?: string;
}

/** Query parameters of the calendar. */
export class CalendarQueryDto {
  @Required(FROM)
  from!: string;

  @Required(TO)
  to!: string;

  /** Time zone of the days; default: UTC. */
  @Optional(TIME_ZONE)
  timeZone?: string;

  @Optional(text({ max: 64 }))
  site?: string;
}

const LONGEST_MS = 62 * 24 * 60 * 60_000;

/** @throws Problem for an invalid query. */
export function readGroupsQuery(query: object): GroupsQueryDto {
  return valid(GroupsQueryDto, query);
}

/** @throws Problem for an invalid query, or too many days. */
export function readCalendarQuery(query: object): CalendarQueryDto {
  const asked = valid(CalendarQueryDto, query);
  const lengthMs = Date.parse(asked.to) - Date.parse(asked.from);
  if (!(lengthMs > 0 && lengthMs <= LONGEST_MS)) {
    const problem = 'must be after from, and at most 62 days later';
    refuseFaults('invalid-request', [{ field: 'to', problem, cure: 'Ask for fewer days.' }]);
  }
  return asked;
}

function valid<T extends object>(type: new () => T, query: object): T {
  const { instance, faults } = checked(type, { ...query });
  refuseFaults('invalid-request', faults);
  return instance;
}
