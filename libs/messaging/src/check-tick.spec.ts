import { describe, expect, it } from 'vitest';
import { faultOfTick } from './check-tick.js';
import type { Tick } from './tick.js';

const tick: Tick = {
  deploymentId: '00000000-0000-4000-8000-000000000001',
  key: 'due:7',
  dueId: 7,
  n: 3,
  sentAt: '2026-03-02T12:00:00.000Z',
  dueAt: '2026-03-02T12:00:00.000Z',
  site: 'magazine',
  postId: 7,
  brand: 'MAG',
  step: 'content',
  attempt: 1,
  probe: false,
};

describe('a message that should be a tick', () => {
  it('is one with all fields, and those that may be null', () => {
    expect(faultOfTick(tick)).toBeUndefined();
    expect(faultOfTick({ ...tick, dueId: null, step: null, attempt: null })).toBeUndefined();
  });

  it('may hold more than we know', () => {
    expect(faultOfTick({ ...tick, colour: 'red' })).toBeUndefined();
  });

  it.each([undefined, null, 'due:7', 7])('is none when it is %j', (message) => {
    expect(faultOfTick(message)).toBe('Malformed tick: not an object');
  });

  it.each(Object.keys(tick))("names '%s' when that is missing", (field) => {
    const { [field as keyof Tick]: _left, ...rest } = tick;
    expect(faultOfTick(rest)).toMatch(`Malformed tick: '${field}' must be`);
    expect(faultOfTick(rest)).toMatch('is missing');
  });

  it.each([
    ['deploymentId', ''],
    ['n', -1],
    ['n', 1.5],
    ['n', '3'],
    ['sentAt', 'noon'],
    ['dueAt', 1_772_452_800_000],
    ['postId', null],
    ['probe', 'true'],
  ])("names '%s' when it is %j", (field, value) => {
    const fault = faultOfTick({ ...tick, [field]: value });
    expect(fault).toMatch(`Malformed tick: '${field}' must be`);
    expect(fault).toMatch(`is ${JSON.stringify(value)}`);
  });

  it('is shown in part only', () => {
    expect(faultOfTick({ ...tick, n: 'x'.repeat(10_000) })?.length).toBeLessThan(200);
  });
});
