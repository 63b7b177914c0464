import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES } from '../setup/docs/pages.js';

const LINK = /\]\(([^)\s]+)\)/g;
/** A path of this repository, as in `test/unit/docs-links.spec.ts`; those with a placeholder are left out. */
const PATH = /`((?:\.ci|apps|bench|deploy|docs|libs|test|tools|wordpress)\/[\w./-]+)`/g;
/** Generated during a run. */
const MADE = ['bench/node_modules', 'deploy/compose/secrets'];
const CODE = /^```[\s\S]*?^```$/gm;

describe('a link in the docs', () => {
  it.each(PAGES)('from %s leads to a file, and to a heading in it', async (page) => {
    const text = (await readFile(page, 'utf8')).replace(CODE, '');
    const links = [...text.matchAll(LINK)].map(([, link = '']) => link);
    const broken: string[] = [];
    for (const link of links) if (!(await leadsSomewhere(page, link))) broken.push(link);
    expect(broken).toEqual([]);
  });
});

describe('a path in the docs', () => {
  it.each(PAGES)('in %s exists', async (page) => {
    const text = (await readFile(page, 'utf8')).replace(CODE, '');
    const paths = [...text.matchAll(PATH)].map(([, path = '']) => path);
    expect(paths.filter((path) => !MADE.includes(path) && !existsSync(path))).toEqual([]);
  });
});

async function leadsSomewhere(page: string, link: string): Promise<boolean> {
  if (/^[a-z]+:/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || (await anchorsOf(file)).includes(anchor);
}

/** As GitHub creates them. */
async function anchorsOf(file: string): Promise<string[]> {
  const text = (await readFile(file, 'utf8')).replace(CODE, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
