import { type CssNode, type PseudoClassSelector, generate } from 'css-tree';
import { alternativesOf, partsWithin } from './selector-alternatives.js';
import { type Specificity, specificityOf } from './specificity.js';
import { words } from '../words.js';

export type Selector = {
  text: string;
  specificity: Specificity;
  /** What must be in the document for it to match anything: `.class`, `#id`, `tag`. */
  needs: string[];
  /** It compares siblings, which takes long if there are many. */
  isCostly: boolean;
};

/** Pseudo-classes that hold without any interaction. */
const STATIC = new Set(
  words(`
  root is where not first-child last-child only-child nth-child empty first-of-type
  last-of-type nth-of-type
`),
);

/** A complex selector as simple ones: `:is(a, b)` becomes two. None if it names what a mail does not have. */
export function selectorsOf(node: CssNode): Selector[] {
  if (node.type !== 'Selector') return [];
  const whole = node.children.toArray();
  const specificity = specificityOf(whole);
  return alternativesOf(whole)
    .filter((parts) => parts.every(isStatic))
    .map((parts) => ({
      text: parts.map((part) => generate(part)).join(''),
      // A list counts as its strongest, whichever of it matches.
      specificity,
      needs: parts.flatMap(needsOf),
      isCostly: parts.some(isCostly),
    }));
}

function isStatic(part: CssNode): boolean {
  if (part.type === 'PseudoElementSelector' || part.type === 'NestingSelector') return false;
  if (part.type !== 'PseudoClassSelector') return true;
  return STATIC.has(part.name) && partsWithin(part).flat().every(isStatic);
}

function isCostly(part: CssNode): boolean {
  if (part.type === 'Combinator') return part.name === '~';
  if (part.type !== 'PseudoClassSelector') return false;
  return isOfPlace(part) || partsWithin(part).flat().some(isCostly);
}

function isOfPlace({ name }: PseudoClassSelector): boolean {
  return /child|type/.test(name);
}

function needsOf(part: CssNode): string[] {
  if (part.type === 'ClassSelector') return [`.${part.name}`];
  if (part.type === 'IdSelector') return [`#${part.name}`];
  if (part.type === 'TypeSelector') return part.name === '*' ? [] : [part.name.toLowerCase()];
  if (part.type !== 'PseudoClassSelector' || part.name === 'not') return [];
  return partsWithin(part).flat().flatMap(needsOf);
}
