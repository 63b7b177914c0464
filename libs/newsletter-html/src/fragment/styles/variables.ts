import { type CssNode, generate, parse, walk } from 'css-tree';
import type { Rule } from './style-sheet.js';

export type Variables = ReadonlyMap<string, string>;

/** Where themes declare variables for the whole page. */
const PAGE =
  /^(?::root|html|body|:where\((?::root|body)\)|:root:where\(\S+\)|\.editor-styles-wrapper)$/;
const MOST_ROUNDS = 12;
/** Nested variables may double in each round. */
const LONGEST = 2_000;

/** Custom properties of the page: a theme's palette, sizes, and fonts. Those of single elements are ignored. */
export function variablesOf(rules: readonly Rule[]): Variables {
  const variables = new Map<string, string>();
  for (const { selector, properties, media } of rules) {
    if (media !== null || !PAGE.test(selector.text)) continue;
    for (const { name, value } of properties) if (name.startsWith('--')) variables.set(name, value);
  }
  return variables;
}

/** The value with each `var()` filled in; null if one has no value. */
export function resolved(value: string, variables: Variables): string | null {
  let text = value;
  for (let round = 0; /var\(/i.test(text); round += 1) {
    if (round === MOST_ROUNDS || text.length > LONGEST) return null;
    const next = resolvedOnce(text, variables);
    if (next === null) return null;
    text = next;
  }
  return text;
}

function resolvedOnce(value: string, variables: Variables): string | null {
  const ast = parse(value, { context: 'value' });
  let isWhole = true;
  walk(ast, {
    visit: 'Function',
    enter(node, item, list) {
      if (node.name.toLowerCase() !== 'var') return undefined;
      const text = valueOf(node.children.toArray(), variables);
      if (text === null) isWhole = false;
      else list?.replace(item, list.createItem({ type: 'Raw', value: text }));
      return walk.skip;
    },
  });
  return isWhole ? generate(ast) : null;
}

/** `--name`, and after the comma its fallback. */
function valueOf([name, comma, ...rest]: CssNode[], variables: Variables): string | null {
  const value = name?.type === 'Identifier' ? variables.get(name.name) : undefined;
  if (value !== undefined) return value;
  return comma ? rest.map((node) => generate(node)).join(' ') : null;
}
