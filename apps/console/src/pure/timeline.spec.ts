import { describe, expect, it } from 'vitest';
import { grouped, place } from './timeline.js';

const day = { start: new Date('2026-11-28T00:00:00Z'), end: new Date('2026-11-29T00:00:00Z') };
const placed = (...times: string[]) =>
  place(times, (time) => new Date(`2026-11-28T${time}:00Z`), day).map(({ item, left, lane }) => [
    item,
    left,
    lane,
  ]);

describe('marks on the line of a day', () => {
  it('are placed by their time', () => {
    expect(placed('12:00', '06:00', '00:00')).toEqual([
      ['00:00', 0, 0],
      ['06:00', 25, 0],
      ['12:00', 50, 0],
    ]);
  });

  it('move down if they would cover another, and up again', () => {
    const lanes = placed('06:00', '06:10', '06:20', '07:00').map(([, , lane]) => lane);
    expect(lanes).toEqual([0, 1, 2, 0]);
  });

  it('are left out if they are of another day', () => {
    const times = ['2026-11-27T23:59:00Z', '2026-11-29T00:01:00Z'];
    expect(place(times, (time) => new Date(time), day)).toEqual([]);
  });
});

describe('items', () => {
  it('are grouped in the order in which groups appear', () => {
    const groups = grouped(['b1', 'a1', 'b2'], (item) => item[0] ?? '');
    expect([...groups]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
    ]);
  });
});
