import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { intoPage, markdownOf } from './markdown.js';
import { type Results, merged } from './results.js';
import { pictureOf } from './svg.js';

const PAGE = 'docs/performance.md';
const PICTURE = 'docs/performance.svg';
const DATA = 'docs/performance.json';

/** Puts the results into the page, and draws the picture; rows not measured stay as they were. */
export async function writeReport(newer: Results): Promise<void> {
  const older = await readFile(DATA, 'utf8').catch(() => undefined);
  const results = merged(older ? (JSON.parse(older) as Results) : undefined, newer);
  await write(DATA, JSON.stringify(results));
  await write(PAGE, intoPage(await readFile(PAGE, 'utf8'), markdownOf(results)));
  await writeFile(PICTURE, pictureOf(results.rows));
}

/** Formatted like the rest of the repository. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  execFileSync('npx', ['oxfmt', file]);
}
