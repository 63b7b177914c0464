import { attribute, type StartTag } from '../document/tokenize.js';

/** The elements for which style sheets set a color or a background, as far as their last names show. */
export type StyledNames = {
  color: (tag: StartTag) => boolean;
  background: (tag: StartTag) => boolean;
};

/** Reads style sheets, except their rules for phones, dark mode, and print. */
export function styledNames(sheets: readonly string[]): StyledNames {
  const colors = new Set<string>();
  const backgrounds = new Set<string>();
  for (const { selectors, declarations } of sheets.flatMap(rulesOf)) {
    if (/(?:^|[\s;])color\s*:/i.test(declarations)) addNames(colors, selectors);
    if (/(?:^|[\s;])background(?:-color|-image)?\s*:/i.test(declarations)) {
      addNames(backgrounds, selectors);
    }
  }
  return {
    color: (tag) => namesOf(tag).some((name) => colors.has(name)),
    background: (tag) => namesOf(tag).some((name) => backgrounds.has(name)),
  };
}

function rulesOf(sheet: string): { selectors: string; declarations: string }[] {
  const rules = [];
  let isWithinAtRule = false;
  for (const part of withoutComments(sheet).split('}')) {
    const [first = '', ...rest] = part.split('{');
    if (rest.length === 0) isWithinAtRule = false;
    if (rest.length > 1) isWithinAtRule = true;
    if (rest.length !== 1 || isWithinAtRule) continue;
    rules.push({ selectors: first, declarations: rest[0] ?? '' });
  }
  return rules;
}

function withoutComments(sheet: string): string {
  const [first = '', ...rest] = sheet.split('/*');
  const after = (part: string) => (part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : '');
  return first + rest.map(after).join('');
}

/** For `.box > p.lead:hover` it is `.lead`; `p` if no class or id is named. */
function addNames(names: Set<string>, selectors: string): void {
  for (const selector of selectors.split(',')) {
    const last =
      selector
        .trim()
        .split(/[\s>+~]+/)
        .at(-1) ?? '';
    const precise = last.match(/[.#][\w-]+/g);
    for (const name of precise ?? [/^[\w*]+/.exec(last)?.[0] ?? '*']) names.add(name.toLowerCase());
  }
}

function namesOf(tag: StartTag): string[] {
  const classes = (attribute(tag, 'class') ?? '').toLowerCase().split(/\s+/);
  const id = (attribute(tag, 'id') ?? '').toLowerCase();
  return [tag.name, '*', `#${id}`, ...classes.map((one) => `.${one}`)];
}
