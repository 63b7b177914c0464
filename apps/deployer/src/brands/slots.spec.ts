import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Slots } from './slots.js';

type Going = { atMs: number; go: () => void };

/** Simulates wake-ups that each need one call, on a separate clock; returns how often they came. */
function played({ wakeUps, slots, callMs }: { wakeUps: number; slots: number; callMs: number }) {
  let nowMs = 0;
  let came = 0;
  let most = 0;
  let underWay = 0;
  const agenda: Going[] = [];
  const limited = new Slots(slots, () => nowMs);
  const come = () => {
    came += 1;
    const free = limited.take();
    if (!free) return void agenda.push({ atMs: nowMs + limited.turnInMs(), go: come });
    underWay += 1;
    most = Math.max(most, underWay);
    const end = () => {
      underWay -= 1;
      free();
    };
    agenda.push({ atMs: nowMs + callMs, go: end });
  };
  for (let n = 0; n < wakeUps; n += 1) agenda.push({ atMs: 0, go: come });
  while (agenda.length > 0) {
    agenda.sort((one, other) => one.atMs - other.atMs);
    const next = agenda.shift();
    nowMs = next?.atMs ?? nowMs;
    next?.go();
  }
  return { came, most, tookMs: nowMs };
}

describe('wake-ups that find no free slot', () => {
  it.each([
    { wakeUps: 14, slots: 1, callMs: 5_000 },
    { wakeUps: 14, slots: 4, callMs: 2_000 },
    { wakeUps: 200, slots: 4, callMs: 300 },
    { wakeUps: 14, slots: 2, callMs: 30_000 },
    { wakeUps: 500, slots: 4, callMs: 1_000 },
    { wakeUps: 1_000, slots: 4, callMs: 500 },
    { wakeUps: 120, slots: 1, callMs: 1_000 },
  ])('are retried a few times, not all the time: %j', ({ wakeUps, slots, callMs }) => {
    const { came, most, tookMs } = played({ wakeUps, slots, callMs });
    expect(most).toBe(slots);
    expect(came).toBeLessThanOrEqual(wakeUps * 6);
    const fewestMs = Math.ceil(wakeUps / slots) * callMs;
    expect(tookMs).toBeLessThan(fewestMs * 2 + 60_000);
  });
});

describe('a wake-up of an urgent step that finds no free slot', () => {
  it('is retried soon, however many usual ones come before it', () => {
    const slots = new Slots(4, () => 0);
    for (let usual = 0; usual < 300; usual += 1) slots.turnInMs();
    expect([1, 2, 3].map(() => slots.turnInMs({ isUrgent: true }))).toEqual([250, 500, 750]);
  });

  it('is retried soon, however long a call takes', () => {
    let nowMs = 0;
    const slots = new Slots(1, () => nowMs);
    slots.take();
    nowMs = 30_000;
    expect(slots.turnInMs({ isUrgent: true })).toBe(2_000);
  });
});

describe('a turn that comes soon', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** One slot, taken, of a brand whose calls take no time. */
  const taken = () => {
    const slots = new Slots(1, () => 0);
    for (let call = 0; call < 30; call += 1) slots.take()?.();
    return { slots, free: slots.take() };
  };

  it('is waited for, first come first served', async () => {
    const { slots, free } = taken();
    const order: string[] = [];
    const first = slots.wait(100).then((next) => (order.push('first'), next));
    const second = slots.wait(100).then((next) => (order.push('second'), next));
    free?.();
    (await first)?.();
    expect(await second).toBeDefined();
    expect(order).toEqual(['first', 'second']);
    expect(slots.take()).toBeUndefined();
  });

  it('of what is urgent comes before all others', async () => {
    const { slots, free } = taken();
    const order: string[] = [];
    const usual = slots.wait(100).then((next) => (order.push('usual'), next));
    expect(slots.isWantedUrgently).toBe(false);
    const urgent = (name: string) =>
      slots.wait(100, { isUrgent: true }).then((next) => (order.push(name), next));
    const [one, other] = [urgent('one'), urgent('other')];
    expect(slots.isWantedUrgently).toBe(true);
    free?.();
    (await one)?.();
    (await other)?.();
    (await usual)?.();
    expect(order).toEqual(['one', 'other', 'usual']);
  });

  it('is not waited for by more than two that are urgent: wake-ups of other brands need places', async () => {
    const { slots, free } = taken();
    const waiting = [1, 2, 3].map(() => slots.wait(100, { isUrgent: true }));
    expect(await waiting[2]).toBeUndefined();
    free?.();
    (await waiting[0])?.();
    (await waiting[1])?.();
  });

  it('and is urgent is not waited for if calls take too long', async () => {
    const slots = new Slots(1, () => 0);
    slots.take();
    expect(await slots.wait(100, { isUrgent: true })).toBeUndefined();
  });

  it('and does not is given up; the next waiter gets the slot', async () => {
    const { slots, free } = taken();
    const first = slots.wait(100);
    await vi.advanceTimersByTimeAsync(100);
    expect(await first).toBeUndefined();
    const second = slots.wait(100);
    free?.();
    expect(await second).toBeDefined();
  });

  it('is the only one that is waited for', async () => {
    const slots = new Slots(1);
    slots.take();
    // A call is assumed to take a second.
    expect(await slots.wait(100)).toBeUndefined();
  });
});

describe('a slot', () => {
  it('is freed once, however often it is called', () => {
    const slots = new Slots(1);
    const free = slots.take();
    expect(slots.take()).toBeUndefined();
    free?.();
    free?.();
    expect(slots.take()).toBeDefined();
    expect(slots.take()).toBeUndefined();
  });
});
