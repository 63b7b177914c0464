import type { CssNode } from 'css-tree';
import { partsWithin } from './selector-alternatives.js';

/** Ids, classes, tags. */
export type Specificity = readonly [number, number, number];

const NONE: Specificity = [0, 0, 0];

/** https://www.w3.org/TR/selectors-4/#specificity-rules */
export function specificityOf(parts: CssNode[]): Specificity {
  return parts.map(ofPart).reduce(sum, NONE);
}

export function bySpecificity(a: Specificity, b: Specificity): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function ofPart(part: CssNode): Specificity {
  if (part.type === 'IdSelector') return [1, 0, 0];
  if (part.type === 'ClassSelector' || part.type === 'AttributeSelector') return [0, 1, 0];
  if (part.type === 'TypeSelector') return part.name === '*' ? NONE : [0, 0, 1];
  if (part.type !== 'PseudoClassSelector') return NONE;
  if (part.name === 'where') return NONE;
  if (part.name !== 'is' && part.name !== 'not') return [0, 1, 0];
  return partsWithin(part).map(specificityOf).toSorted(bySpecificity).at(-1) ?? NONE;
}

function sum(a: Specificity, b: Specificity): Specificity {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}
