import { describe, expect, it } from 'vitest';
import { Slots } from './slots.js';

type Going = { atMs: number; go: () => void };

/** So many ticks that each want one call, played on a clock of their own; how often they came. */
function played({ ticks, slots, callMs }: { ticks: number; slots: number; callMs: number }) {
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
  for (let n = 0; n < ticks; n += 1) agenda.push({ atMs: 0, go: come });
  while (agenda.length > 0) {
    agenda.sort((one, other) => one.atMs - other.atMs);
    const next = agenda.shift();
    nowMs = next?.atMs ?? nowMs;
    next?.go();
  }
  return { came, most, tookMs: nowMs };
}

describe('ticks that find no free slot', () => {
  it.each([
    { ticks: 14, slots: 1, callMs: 5_000 },
    { ticks: 14, slots: 4, callMs: 2_000 },
    { ticks: 200, slots: 4, callMs: 300 },
    { ticks: 14, slots: 2, callMs: 30_000 },
  ])('come again a few times, not all the time: %j', ({ ticks, slots, callMs }) => {
    const { came, most, tookMs } = played({ ticks, slots, callMs });
    expect(most).toBe(slots);
    expect(came).toBeLessThanOrEqual(ticks * 6);
    const fewestMs = Math.ceil(ticks / slots) * callMs;
    expect(tookMs).toBeLessThan(fewestMs * 2 + 60_000);
  });
});

describe('a slot', () => {
  it('is free again once, however often that is said', () => {
    const slots = new Slots(1);
    const free = slots.take();
    expect(slots.take()).toBeUndefined();
    free?.();
    free?.();
    expect(slots.take()).toBeDefined();
    expect(slots.take()).toBeUndefined();
  });
});
