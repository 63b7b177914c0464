import type { CheerioAPI } from 'cheerio';
import { type Context, mailProperties } from './declarations.js';
import { hides, matched, mayHide } from './halves.js';
import { type Direction, physical } from './logical.js';
import { isOfDesktop, isOfReader } from './media.js';
import { isShown } from './mail-properties.js';
import { type Property, type Rule, writtenProperties } from './style-sheet.js';

/** Gmail drops a style sheet of more than 16,384 characters as a whole; the template needs some of them. */
const LONGEST = 10_000;

/** Rules of media queries that match something, made stronger than the elements' own styles. */
export function keptRules(
  $: CheerioAPI,
  rules: Rule[],
  context: Context & { direction: Direction },
): string {
  const mayHideIn = mayHide($, rules);
  let css = '';
  for (const { selector, properties, media } of rules) {
    if (media === null || isOfDesktop(media) || !isOfReader(media)) continue;
    const shown = mailProperties(properties, context)
      .map((property) => sided(property, context.direction))
      .filter(({ name, value }) => isShown(name) || (name === 'display' && value === 'none'))
      .filter((property) => !hides(property) || mayHideIn(media))
      .map((property) => ({ ...property, isImportant: true }));
    if (shown.length === 0 || matched($, selector.text).length === 0) continue;
    const rule = `@media ${media}{${selector.text}{${writtenProperties(shown)}}}\n`;
    if (css.length + rule.length <= LONGEST) css += rule;
  }
  return css;
}

/** A rule has no element: the newsletter's own direction applies. */
function sided(property: Property, direction: Direction): Property {
  const [name, value] = physical(property.name, property.value, direction);
  return { ...property, name, value };
}
