import type { CheerioAPI } from 'cheerio';
import juice from 'juice';
import { type Findings, warn } from '../findings.js';
import { type Context, mailProperties } from './declarations.js';
import { byDirection } from './direction.js';
import { inventoryOf, isNeeded } from './inventory.js';
import { keptRules } from './kept.js';
import type { Direction } from './logical.js';
import { isOfDesktop } from './media.js';
import { type Rule, propertiesOf, rulesOf, writtenProperties } from './style-sheet.js';
import { bySpecificity } from './specificity.js';
import { BASE } from './base.js';
import { variablesOf } from './variables.js';

/** Rules times elements: the most that matching may cost, some seconds. */
const MATCH_LIMIT = 12_000_000;

/**
 * Moves style sheets into the elements' own `style`, where every mail program reads them.
 * @returns the rules that must stay a sheet: media queries for phones and dark mode.
 */
export function inlineStyles($: CheerioAPI, source: Source, findings: Findings): string {
  const rules = [...read(BASE, findings), ...read(source.styles, findings)];
  rules.push(...read(takenSheets($), findings));
  const context = { variables: variablesOf(rules), address: source.address };
  // A sheet's relative addresses refer to its folder, which is unknown here.
  const ofSheets = { ...context, address: (url: string) => (/^https?:/i.test(url) ? url : null) };
  cleanAttributes($, context);
  const inventory = inventoryOf($);
  const needed = withinBudget(
    rules.filter(({ selector }) => isNeeded(selector, inventory)),
    inventory.elements,
    findings,
  );
  const inlined = needed.filter(({ media }) => media === null || isOfDesktop(media));
  juice.inlineDocument($, written(inlined, ofSheets));
  byDirection($, source.direction);
  return keptRules($, needed, { ...ofSheets, direction: source.direction });
}

type Source = {
  styles: string;
  address: (url: string) => string | null;
  direction: Direction;
};

function read(css: string, findings: Findings): readonly Rule[] {
  try {
    return rulesOf(css);
  } catch {
    const words = 'A style sheet of the site cannot be parsed. Its colors and sizes are ignored.';
    warn(findings, 'styles-unreadable', words);
    return [];
  }
}

/** Sheets within the content, as some blocks have them. */
function takenSheets($: CheerioAPI): string {
  const sheets = $('style');
  const css = sheets
    .map((_index, sheet) => $(sheet).text())
    .get()
    .join('\n');
  sheets.remove();
  return css;
}

function cleanAttributes($: CheerioAPI, context: Context): void {
  $('[style]').each((_index, element) => {
    const own = mailProperties(propertiesOf($(element).attr('style') ?? ''), context);
    if (own.length > 0) $(element).attr('style', writtenProperties(own));
    else $(element).removeAttr('style');
  });
}

function withinBudget(rules: Rule[], elements: number, findings: Findings): Rule[] {
  const most = Math.floor(MATCH_LIMIT / Math.max(elements, 1));
  if (rules.length <= most) return rules;
  const words =
    'The style sheets are too long for a post of this length. The last rules are ignored.';
  warn(findings, 'styles-too-long', words);
  return rules.slice(0, most);
}

/** In the order of the cascade. `:is()` gives all the same weight in juice, so that only order decides. */
function written(rules: Rule[], context: Context): string {
  return rules
    .toSorted((a, b) => bySpecificity(a.selector.specificity, b.selector.specificity))
    .map(({ selector, properties }) => {
      return `:is(${selector.text}){${writtenProperties(mailProperties(properties, context))}}`;
    })
    .join('\n');
}
