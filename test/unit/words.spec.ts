import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOMAIN = 'libs/deployment/src';
const PLUGIN = 'wordpress/omeda-newsletter-connector/src';
/** A step's own words, and the history's. */
const OWN_WORDS = /^(words\.ts|steps\/|status\/sentence\.ts)/;
const SENTENCE = /(['`])[A-Z][^'`\n]* [^'`\n]*[.?!]\1/g;
const TRANSLATED = /(?:__|_n|_x)\(\s*'[^']*[.?!]'/g;

/** Matches in the files below a folder, as `file: text`. */
function found(folder: string, ending: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8').replaceAll(
        /^\s*(\/?\*|\/\/).*$/gm,
        '',
      );
      return (source.match(pattern) ?? []).map((text) => `${name}: ${text}`);
    });
}

describe('a sentence that people read', () => {
  it('about a decision is in words.ts', () => {
    const sentences = found(DOMAIN, '.ts', SENTENCE);
    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.filter((one) => !OWN_WORDS.test(one))).toEqual([]);
  });

  it('of the plugin is in Words.php', () => {
    const sentences = found(PLUGIN, '.php', TRANSLATED);
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.filter((one) => !one.startsWith('Words.php'))).toEqual([]);
  });
});
