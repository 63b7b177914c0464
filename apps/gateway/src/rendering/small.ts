import type { BodySource } from '#newsletter-html';

const MOST_CHARACTERS = 4_000;
/** A gallery within a gallery costs ten times its markup: 160 tags of them took 1.2 s of the event loop. */
const MOST_TAGS = 40;

/** A selector may be tried in millions of ways: `i b b b b b b b b` at 39 elements takes 26 s. */
const SHEET = /<style/i;

/** Whether rendering takes a few milliseconds, or some more if hostile. */
export function isSmall({ html, styles, template }: BodySource): boolean {
  if (styles !== '' || SHEET.test(html)) return false;
  const characters = html.length + (template?.length ?? 0);
  return characters <= MOST_CHARACTERS && html.split('<').length - 1 <= MOST_TAGS;
}
