import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intoPage, markdownOf } from '../../bench/report/markdown.js';
import type { Results } from '../../bench/report/results.js';
import { pictureOf } from '../../bench/report/svg.js';

const read = (name: string) => readFileSync(`docs/${name}`, 'utf8');
const results = JSON.parse(read('performance.json')) as Results;
/** The formatter aligns columns. */
const plain = (page: string) => page.replaceAll(/ +|-{3,}/g, ' ').replaceAll(/(: ?)+\|/g, '|');

describe('the page of figures', () => {
  it('has every row that was recorded, as it was recorded', () => {
    const page = read('performance.md');
    expect(plain(page)).toBe(plain(intoPage(page, markdownOf(results))));
  });

  it('has the picture of these rows', () => {
    expect(read('performance.svg')).toBe(pictureOf(results.rows));
  });
});
