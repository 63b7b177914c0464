import { type CssNode, type Declaration, type StyleSheet, generate, parse } from 'css-tree';
import { remembered } from '../../remembered.js';
import { type Selector, selectorsOf } from './selector.js';

export type Property = { name: string; value: string; isImportant: boolean };

/** One selector with its declarations, and the media query around it. */
export type Rule = { selector: Selector; properties: Property[]; media: string | null };

/** Rules of a sheet, in order. @throws what a CSS parser throws for CSS that is nested too deep. */
export const rulesOf = remembered(readRules, 4);

function readRules(css: string): readonly Rule[] {
  const sheet = parse(css, {
    parseValue: false,
    parseAtrulePrelude: false,
    parseCustomProperty: false,
  });
  return rulesWithin(sheet as StyleSheet, null);
}

/** Of a `style` attribute. */
export const propertiesOf = remembered(readProperties, 2_000);

function readProperties(style: string): readonly Property[] {
  const list = parse(style, { context: 'declarationList', parseValue: false });
  return 'children' in list && list.children ? declarationsIn(list.children.toArray()) : [];
}

export function writtenProperties(properties: readonly Property[]): string {
  return properties
    .map(({ name, value, isImportant }) => `${name}:${value}${isImportant ? ' !important' : ''}`)
    .join(';');
}

function rulesWithin(
  parent: StyleSheet | { children: StyleSheet['children'] },
  media: string | null,
) {
  const rules: Rule[] = [];
  for (const node of parent.children.toArray()) {
    if (node.type === 'Rule' && node.prelude.type === 'SelectorList') {
      const properties = declarationsIn(node.block.children.toArray());
      const selectors = properties.length > 0 ? node.prelude.children.toArray() : [];
      for (const selector of selectors.flatMap(selectorsOf))
        rules.push({ selector, properties, media });
    } else if (node.type === 'Atrule' && node.block && node.name !== 'font-face') {
      const inner = innerMedia(node.name.toLowerCase(), preludeOf(node.prelude), media);
      if (inner !== undefined) rules.push(...rulesWithin(node.block, inner));
    }
  }
  return rules;
}

/** The query of an at-rule's content; undefined if a mail ignores it. */
function innerMedia(
  name: string,
  prelude: string,
  outer: string | null,
): string | null | undefined {
  if (name === 'layer') return outer;
  if (name === 'supports') return /\bnot\b|selector\(/i.test(prelude) ? undefined : outer;
  if (name !== 'media' || prelude.includes(',')) return undefined;
  return outer ? `${outer} and ${prelude}` : prelude;
}

function preludeOf(prelude: CssNode | null): string {
  return prelude ? generate(prelude).trim().toLowerCase() : '';
}

function declarationsIn(nodes: CssNode[]): Property[] {
  return nodes
    .filter((node): node is Declaration => node.type === 'Declaration')
    .map((node) => ({
      name: node.property.startsWith('--') ? node.property : node.property.toLowerCase(),
      value: generate(node.value).trim(),
      isImportant: Boolean(node.important),
    }));
}
