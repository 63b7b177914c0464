import { type CssNode, List, type PseudoClassSelector } from 'css-tree';

const LISTS = new Set(['is', 'where']);
const MOST = 32;

/** Parts of a complex selector, once for each combination of its lists: the inliner accepts no commas. */
export function alternativesOf(parts: CssNode[]): CssNode[][] {
  let found: CssNode[][] = [[]];
  for (const part of parts) {
    const choices = choicesOf(part);
    found = found
      .flatMap((before) => choices.map((choice) => [...before, ...choice]))
      .slice(0, MOST);
  }
  return found;
}

/** `:is(a, b)` is `:is(a)` or `:is(b)`; `:not(a, b)` is `:not(a):not(b)`. */
function choicesOf(part: CssNode): CssNode[][] {
  if (part.type !== 'PseudoClassSelector') return [[part]];
  const within = partsWithin(part).flatMap(alternativesOf);
  if (within.length === 0) return [[part]];
  const single = within.map((parts) => withParts(part, parts));
  if (LISTS.has(part.name)) return single.map((one) => [one]);
  return part.name === 'not' ? [single] : [[part]];
}

/** Of each selector in the brackets. */
export function partsWithin(part: PseudoClassSelector): CssNode[][] {
  return (part.children?.toArray() ?? []).flatMap((inner) => {
    if (inner.type === 'Selector') return [inner.children.toArray()];
    if (inner.type !== 'SelectorList') return [];
    return inner.children
      .toArray()
      .flatMap((one) => (one.type === 'Selector' ? [one.children.toArray()] : []));
  });
}

function withParts(part: PseudoClassSelector, parts: CssNode[]): PseudoClassSelector {
  const selector: CssNode = {
    type: 'Selector',
    children: new List<CssNode>().fromArray([...parts]),
  };
  return { ...part, children: new List<CssNode>().fromArray([selector]) };
}
