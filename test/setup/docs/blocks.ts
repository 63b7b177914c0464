import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export type Block = {
  page: string;
  language: string;
  text: string;
};

const FENCED = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;

/** All fenced blocks of a page, in its order. */
export function blocksOf(page: string): Block[] {
  const found = readFileSync(page, 'utf8').matchAll(FENCED);
  return [...found].map(([, , language = '', text = '']) => ({ page, language, text }));
}

/** The only block of a page that begins so. @throws Error if the page has none. */
export function blockOf(page: string, beginning: string): Block {
  const block = blocksOf(page).find(({ text }) => text.startsWith(beginning));
  if (!block) throw new Error(`${page} has no block that begins with '${beginning}'.`);
  return block;
}
