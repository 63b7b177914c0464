import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderBody } from '../src/newsletter/render-body.js';
import { SOURCE } from './source.testing.js';

const FOLDER = new URL('./documents/', import.meta.url);
const FILES = readdirSync(FOLDER);
const LINK = /<p style="[^"]*"><a href="@\{confirmunsubscribelink\}@" [^>]*>Unsubscribe<\/a><\/p>/;

function rendered(file: string) {
  const html = readFileSync(new URL(file, FOLDER), 'utf8');
  return { ...renderBody({ ...SOURCE, html }), sent: html };
}

describe('a newsletter as mail designers write it', () => {
  it('is here in ten forms', () => {
    expect(FILES).toHaveLength(10);
  });

  it.each(FILES)('stays byte for byte but for the unsubscribe link: %s', (file) => {
    const { html, sent, text, problems } = rendered(file);
    const [link = ''] = LINK.exec(html) ?? [];
    expect(link).not.toBe('');
    expect(html.replace(link, '')).toBe(sent);
    expect(html.toLowerCase()).toContain(`${link}</body>`.toLowerCase());
    expect(text).toMatch(/\w|\p{L}/u);
    expect(problems).toEqual([]);
  });

  it('stays byte for byte if it already has a link', () => {
    const html = readFileSync(new URL('nested-tables.html', FOLDER), 'utf8');
    const own = html.replace('Fog', '<a href="@{confirmunsubscribelink}@">Unsubscribe</a> Fog');
    expect(renderBody({ ...SOURCE, html: own }).html).toBe(own);
  });
});
