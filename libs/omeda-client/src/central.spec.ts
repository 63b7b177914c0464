import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { fromCentral, toCentral, toCentralOrAfter } from './central.js';

const MINUTE_MS = 60_000;
const minutes = fc
  .integer({
    min: Date.UTC(2020, 0, 1) / MINUTE_MS,
    max: Date.UTC(2040, 0, 1) / MINUTE_MS,
  })
  .map((minute) => new Date(minute * MINUTE_MS).toISOString());

// Another implementation of time zones than the one under test.
const intl = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Chicago',
  dateStyle: 'short',
  timeStyle: 'short',
});

describe('an instant named in US Central time', () => {
  it('matches Intl, and converts back to itself', () => {
    fc.assert(
      fc.property(minutes, (instant) => {
        const named = toCentral(instant);
        if (named === undefined) {
          const before = DateTime.fromISO(instant).minus({ hours: 1 }).toUTC();
          expect(intl.format(Date.parse(instant))).toBe(intl.format(before.toMillis()));
          return;
        }
        expect(named).toBe(intl.format(Date.parse(instant)));
        expect(fromCentral(named)).toBe(instant);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['standard time', '2026-01-15T15:00:00.000Z', '2026-01-15 09:00'],
    ['daylight saving', '2026-07-15T15:00:00.000Z', '2026-07-15 10:00'],
    ['another offset than UTC', '2026-07-15T15:00:00+02:00', '2026-07-15 08:00'],
    ['the last minute before spring', '2026-03-08T07:59:00.000Z', '2026-03-08 01:59'],
    ['the first minute of spring', '2026-03-08T08:00:00.000Z', '2026-03-08 03:00'],
    ['the first pass of the doubled hour', '2026-11-01T06:30:00.000Z', '2026-11-01 01:30'],
    ['the minute after the doubled hour', '2026-11-01T08:00:00.000Z', '2026-11-01 02:00'],
  ])('%s: %s is %s', (_situation, instant, named) => {
    expect(toCentral(instant)).toBe(named);
  });

  it.each([
    ['2026-07-15T15:00:00.001Z', '2026-07-15 10:01'],
    ['2026-07-15T15:00:59.999Z', '2026-07-15 10:01'],
  ])('%s is rounded up to %s, as nothing may go before its time', (instant, named) => {
    expect(toCentral(instant)).toBe(named);
  });

  it('has no name in the second pass of the doubled hour', () => {
    expect(toCentral('2026-11-01T07:00:00.000Z')).toBeUndefined();
    expect(toCentral('2026-11-01T07:30:00.000Z')).toBeUndefined();
    expect(toCentral('2026-11-01T07:59:00.000Z')).toBeUndefined();
  });

  it('takes the next name after the doubled hour if the date is not binding', () => {
    expect(toCentralOrAfter('2026-11-01T07:30:00.000Z')).toBe('2026-11-01 02:00');
    expect(toCentralOrAfter('2026-07-15T15:00:00.000Z')).toBe('2026-07-15 10:00');
  });

  it('is refused if it is no instant', () => {
    expect(() => toCentral('tomorrow')).toThrow(RangeError);
  });
});

describe('a date of Omeda', () => {
  it.each([
    ['the doubled hour is its first pass', '2026-11-01 01:30', '2026-11-01T06:30:00.000Z'],
    ['the hour that spring skips is an hour on', '2026-03-08 02:30', '2026-03-08T08:30:00.000Z'],
    ['seconds may stand behind it', '2026-07-15 10:00:30', '2026-07-15T15:00:30.000Z'],
    ['a T may stand between', '2026-07-15T10:00', '2026-07-15T15:00:00.000Z'],
  ])('%s: %s is %s', (_situation, text, instant) => {
    expect(fromCentral(text)).toBe(instant);
  });

  it.each(['', 'soon', '2026-13-01 10:00', '07/15/2026 10:00', '2026-07-15'])(
    'is refused when it is %j',
    (text) => {
      expect(() => fromCentral(text)).toThrow(RangeError);
    },
  );
});
