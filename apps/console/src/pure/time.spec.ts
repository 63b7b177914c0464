import { describe, expect, it } from 'vitest';
import {
  CENTRAL,
  addDays,
  clockTime,
  dayOf,
  relative,
  startOfDay,
  weekOf,
  zoneName,
} from './time.js';

const at = (text: string) => new Date(text);

describe('a day', () => {
  it.each([
    ['2026-11-28T23:30:00Z', 'Europe/Berlin', '2026-11-29'],
    ['2026-11-28T05:59:00Z', CENTRAL, '2026-11-27'],
    ['2026-11-28T18:30:00Z', '+05:30', '2026-11-29'],
    ['2026-11-28T05:59:00Z', '-06:00', '2026-11-27'],
  ])('of %s in %s is %s', (instant, zone, day) => {
    expect(dayOf(at(instant), zone)).toBe(day);
  });

  it.each([
    ['2026-11-28', 'Europe/Berlin', '2026-11-27T23:00:00.000Z'],
    ['2026-11-28', CENTRAL, '2026-11-28T06:00:00.000Z'],
    ['2026-07-01', CENTRAL, '2026-07-01T05:00:00.000Z'],
    // Clocks change on these days.
    ['2026-03-08', CENTRAL, '2026-03-08T06:00:00.000Z'],
    ['2026-11-01', CENTRAL, '2026-11-01T05:00:00.000Z'],
    ['2026-11-02', CENTRAL, '2026-11-02T06:00:00.000Z'],
    ['2026-11-28', '+05:30', '2026-11-27T18:30:00.000Z'],
    ['2026-11-28', 'Pacific/Kiritimati', '2026-11-27T10:00:00.000Z'],
    // Clocks go forward at midnight: the day begins at one.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
    ['2026-03-29', 'Atlantic/Azores', '2026-03-29T01:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, start) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
  });

  it('is followed by the next, also at the end of a year', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('is in a week that begins on Monday', () => {
    for (const day of ['2026-11-23', '2026-11-28', '2026-11-29']) {
      expect(weekOf(day)).toEqual([
        '2026-11-23',
        '2026-11-24',
        '2026-11-25',
        '2026-11-26',
        '2026-11-27',
        '2026-11-28',
        '2026-11-29',
      ]);
    }
  });
});

describe('a time in words', () => {
  const now = at('2026-11-28T12:00:00Z');

  it.each([
    ['2026-11-28T12:00:00.400Z', 'now'],
    ['2026-11-28T12:00:40Z', 'in 40 s'],
    ['2026-11-28T12:12:00Z', 'in 12 min'],
    ['2026-11-28T13:05:00Z', 'in 1 h 5 min'],
    ['2026-11-28T02:00:00Z', '10 h ago'],
    ['2026-11-27T12:00:00Z', '1 day ago'],
    ['2026-12-08T12:00:00Z', 'in 10 days'],
  ])('of %s is %s', (instant, words) => {
    expect(relative(at(instant), now)).toBe(words);
  });

  it('is that of the zone, which has a short name', () => {
    expect(clockTime(now, 'Europe/Berlin')).toMatch(/^1:00\sPM$/);
    expect(clockTime(now, CENTRAL)).toMatch(/^6:00\sAM$/);
    expect([zoneName('America/New_York'), zoneName(CENTRAL)]).toEqual(['New York', 'Central']);
  });
});
