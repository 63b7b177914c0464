import { describe, expect, it } from 'vitest';
import { faultOfWakeUp } from './check-wake-up.js';
import type { WakeUp } from './wake-up.js';

const wakeUp: WakeUp = {
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

describe('a message that should be a wake-up', () => {
  it('is one if it has all fields; some may be null', () => {
    expect(faultOfWakeUp(wakeUp)).toBeUndefined();
    expect(faultOfWakeUp({ ...wakeUp, dueId: null, step: null, attempt: null })).toBeUndefined();
  });

  it('may have fields that we do not know', () => {
    expect(faultOfWakeUp({ ...wakeUp, colour: 'red' })).toBeUndefined();
  });

  it.each([undefined, null, 'due:7', 7])('is none when it is %j', (message) => {
    expect(faultOfWakeUp(message)).toBe('Malformed wake-up: not an object');
  });

  it.each(Object.keys(wakeUp))("names '%s' when that is missing", (field) => {
    const { [field as keyof WakeUp]: _left, ...rest } = wakeUp;
    expect(faultOfWakeUp(rest)).toMatch(`Malformed wake-up: '${field}' must be`);
    expect(faultOfWakeUp(rest)).toMatch('is missing');
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
    const fault = faultOfWakeUp({ ...wakeUp, [field]: value });
    expect(fault).toMatch(`Malformed wake-up: '${field}' must be`);
    expect(fault).toMatch(`is ${JSON.stringify(value)}`);
  });

  it('is shown only in part', () => {
    expect(faultOfWakeUp({ ...wakeUp, n: 'x'.repeat(10_000) })?.length).toBeLessThan(200);
  });
});
