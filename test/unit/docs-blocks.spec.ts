import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf } from '../setup/docs/blocks.js';
import { PAGES } from '../setup/docs/pages.js';
import { RUN_BY } from '../setup/docs/table.js';

const BLOCKS = PAGES.flatMap((page) => blocksOf(page));
const isOf = (row: (typeof RUN_BY)[number], { page, text }: Block) =>
  row.page === page && text.startsWith(row.begins);

describe('a block of the docs', () => {
  it('is run by the spec that the table names', () => {
    const without = BLOCKS.filter((block) => !RUN_BY.some((row) => isOf(row, block)));
    expect(without.map(({ page, text }) => `${page}: ${text}`)).toEqual([]);
    expect(BLOCKS.length).toBeGreaterThan(40);
  });

  it('says what it is written in', () => {
    expect(BLOCKS.filter(({ language }) => language === '')).toEqual([]);
  });

  it('ends where a fence ends', () => {
    const fences = PAGES.flatMap((page) => readFileSync(page, 'utf8').match(/^ *```/gm) ?? []);
    expect(fences).toHaveLength(2 * BLOCKS.length);
  });
});

describe('a row of the table', () => {
  it.each(RUN_BY)('has a block: $page, $begins', (row) => {
    expect(BLOCKS.some((block) => isOf(row, block))).toBe(true);
  });

  it.each(RUN_BY)('has a spec that reads $page: $by', ({ page, by }) => {
    expect(existsSync(by)).toBe(true);
    expect(readFileSync(by, 'utf8')).toContain(`'${page}'`);
  });
});
