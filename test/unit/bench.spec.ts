import { describe, expect, it } from 'vitest';
import type { Contestant } from '../../bench/measure/contestant.js';
import { interleave } from '../../bench/measure/interleave.js';
import { type Row, compare, measureAgainst, reaches } from '../../bench/measure/row.js';
import { median, percentile, rounded, spread } from '../../bench/measure/statistics.js';
import { isWantedCase, isWantedRow } from '../../bench/options.js';
import { intoPage, markdownOf } from '../../bench/report/markdown.js';
import { merged } from '../../bench/report/results.js';
import { pictureOf, shareOfAim } from '../../bench/report/svg.js';
import { tableOf } from '../../bench/report/table.js';

const readings = new Map([
  ['ours', [{ rate: 90 }, { rate: 110 }, { rate: 100 }]],
  ['peer', [{ rate: 50 }, { rate: 40 }, { rate: 45 }]],
]);
const side = (of: string, figure = 'rate') => ({ of, figure });
const kind = { name: 'steps/4', unit: 'steps/s', better: 'higher' } as const;
const row = compare(readings, { ...kind, ours: side('ours'), beside: side('peer'), aim: 2 });
const MACHINE = {
  cpu: 'A',
  cores: 2,
  memoryGb: 8,
  node: '24.0.0',
  postgres: '15.1',
  load: 0.1,
  isQuick: true,
};

const lower = (ratio: number): Row => ({ ...row, ratio, aim: 2, better: 'lower' });

describe('the figures of many rounds', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('%j have the median %d', (values, expected) => expect(median(values)).toBe(expected));

  it('have percentiles that are among them', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
    expect(percentile([5], 0.99)).toBe(5);
  });

  it('are shown with the least and the most, to three digits', () => {
    expect(spread([3, 1, 2])).toEqual([1, 3]);
    expect([1234.5, 0.012345].map(rounded)).toEqual([1230, 0.0123]);
  });
});

describe('a row', () => {
  it('is the medians, their ratio, and the spread of both', () => {
    expect(row).toEqual({
      ...kind,
      ours: 100,
      beside: 45,
      peer: 'peer',
      ratio: 2.22,
      aim: 2,
      spread: { ours: [90, 110], beside: [40, 50] },
    });
  });

  it('may be shown beside a target number', () => {
    const against = measureAgainst(readings, { ...kind, ours: side('ours'), limit: 200 });
    expect(against).toMatchObject({
      ours: 100,
      beside: 200,
      peer: 'the target',
      ratio: 0.5,
      aim: 1,
    });
  });

  it('is refused if it was not measured', () => {
    const missing = { ...kind, ours: side('ours', 'p99'), beside: side('peer'), aim: 1 };
    expect(() => compare(readings, missing)).toThrow(/'p99' of ours/);
  });

  it.each([
    [{ ...row, ratio: 2 }, true, true],
    [{ ...row, ratio: 1 }, false, true],
    [{ ...row, ratio: 0.9 }, false, false],
    [lower(2), true, true],
    [lower(4), false, true],
    [lower(4.1), false, false],
  ])('reaches its aim, or half of it: %o', (one, aim, half) => {
    expect([reaches(one), reaches(one, 0.5)]).toEqual([aim, half]);
  });
});

describe('contestants', () => {
  it('alternate, and their first rounds are not counted', async () => {
    const turns: string[] = [];
    const contestant = (name: string): Contestant => ({
      name,
      round: () => Promise.resolve({ turn: turns.push(name) }),
      settle: () => Promise.resolve(void turns.push(`${name} settled`)),
    });
    const taken = await interleave([contestant('a'), contestant('b')], {
      loop: 2,
      say: () => undefined,
      warmed: () => Promise.resolve(void turns.push('warmed')),
    });
    expect(turns.slice(0, 4)).toEqual(['a', 'a settled', 'b', 'b settled']);
    expect(turns.indexOf('warmed')).toBe(12);
    expect(taken.get('a')).toEqual([{ turn: 14 }, { turn: 18 }]);
  });
});

describe('--only', () => {
  it.each([
    ['accepted/10', 'accepted', true],
    ['accepted/10', 'acc', true],
    ['accepted/10', 'accepted/10', true],
    ['accepted/10/p99', 'accepted/10', true],
    ['accepted/10', 'accepted/1', false],
    ['appends/10', 'accepted', false],
  ])('of row %s, with %s: %s', (name, only, expected) => {
    expect(isWantedRow(name, [only])).toBe(expected);
  });

  it('runs the case that has the row', () => {
    expect(isWantedCase('accepted/10', ['accepted/10/p99'])).toBe(true);
    expect(isWantedCase('accepted/1', ['accepted/10/p99'])).toBe(false);
    expect(isWantedCase('accepted/1', [])).toBe(true);
  });
});

describe('the report', () => {
  const results = { machine: MACHINE, rows: [{ ...row, at: '2026-11-28' }] };

  it('is a table for the terminal', () => {
    expect(tableOf([row]).split('\n')[1]).toBe(
      'steps/4  100 (90–110)  45 (40–50)  peer           steps/s  2.22   ≥ 2     met',
    );
  });

  it('is a table in the page, between its marks, with machine and day', () => {
    const page = 'Before\n\n<!-- bench: begin -->\n\nold\n\n<!-- bench: end -->\n\nafter\n';
    const written = intoPage(page, markdownOf(results));
    expect(written).toMatch(/^Before\n\n<!-- bench: begin -->\n\nMeasured 2026-11-28 on 2 cores/);
    expect(written).toContain('Load average before the run: 0.1. Short rounds');
    expect(written).toContain('| steps/4 | 100 (90–110) | 45 (40–50) | peer | steps/s | 2.22 |');
    expect(written).toMatch(/<!-- bench: end -->\n\nafter\n$/);
    expect(written).not.toContain('old');
    expect(() => intoPage('no place', '')).toThrow(/no place|has no/);
  });

  it('keeps rows that were not measured again', () => {
    const other = { ...row, peer: 'another', at: '2026-11-27' };
    const again = { ...row, ours: 120, at: '2026-11-29' };
    const { rows } = merged(
      { machine: MACHINE, rows: [...results.rows, other] },
      { machine: MACHINE, rows: [again] },
    );
    expect(rows).toEqual([again, other]);
    expect(markdownOf({ machine: MACHINE, rows })).toContain('2026-11-27 to 2026-11-29');
  });

  it('is a picture with a bar for each row, from the target to what was reached', () => {
    expect(shareOfAim(row)).toBeCloseTo(1.11);
    expect(shareOfAim(lower(4))).toBe(0.5);
    const picture = pictureOf([row, { ...lower(4), peer: 'a < b' }]);
    expect(picture.match(/<rect x=/g)).toHaveLength(2);
    expect(picture).toContain('steps/4, compared with a &lt; b');
  });
});
