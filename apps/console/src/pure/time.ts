/** Omeda's own zone: what its portal shows. */
export const CENTRAL = 'America/Chicago';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Parts = { year: number; month: number; day: number; hour: number; minute: number };

const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
}

/** WordPress may have an offset instead of a zone; not every browser accepts one. */
function shifted(at: Date, zone: string): { at: Date; zone: string } {
  const [, sign, hours, minutes] = OFFSET.exec(zone) ?? [];
  if (!sign) return { at, zone };
  const ms = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  return { at: new Date(at.getTime() + (sign === '-' ? -ms : ms)), zone: 'UTC' };
}

function words(at: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  const there = shifted(at, zone);
  return format(there.zone, options).format(there.at);
}

/** What clocks of a zone show at an instant. */
function partsIn(at: Date, zone: string): Parts {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  } as const;
  const there = shifted(at, zone);
  const parts = format(there.zone, options).formatToParts(there.at);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  };
}

/** The day of an instant in a zone, as 2026-11-28. */
export function dayOf(at: Date, zone: string): string {
  const { year, month, day } = partsIn(at, zone);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

/** When a day of a zone begins. A day is 23 to 25 hours long. */
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = new Date(midnight - offsetMs(new Date(midnight), zone));
  const start = new Date(midnight - offsetMs(guess, zone));
  // If clocks go forward at midnight, no clock ever shows it.
  return dayOf(start, zone) === day ? start : guess;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of its week. */
export function weekOf(day: string): string[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_none, index) => addDays(day, index - weekday));
}

function offsetMs(at: Date, zone: string): number {
  const { year, month, day, hour, minute } = partsIn(at, zone);
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  return wall - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}

export function clockTime(at: Date, zone: string): string {
  return words(at, zone, { hour: 'numeric', minute: '2-digit' });
}

export function dateTime(at: Date, zone: string): string {
  const options = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return words(at, zone, options);
}

export function exactTime(at: Date, zone: string): string {
  const options = {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  return words(at, zone, options);
}

export function dayName(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  return format('UTC', { weekday: 'short', month: 'short', day: 'numeric' }).format(at);
}

/** Berlin, Chicago; for an offset, the offset itself. */
export function zoneName(zone: string): string {
  if (zone === CENTRAL) return 'Central';
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
}

/** "in 12 min", "3 h ago". */
export function relative(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  const length = inShort(Math.abs(ms));
  if (length === '') return 'now';
  return ms > 0 ? `in ${length}` : `${length} ago`;
}

export function inShort(ms: number): string {
  if (ms < 1000) return '';
  if (ms < MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) {
    const hours = Math.floor(ms / HOUR_MS);
    const minutes = Math.round((ms % HOUR_MS) / MINUTE_MS);
    return minutes > 0 && hours < 6 ? `${hours} h ${minutes} min` : `${hours} h`;
  }
  const days = Math.round(ms / DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}
