import { type CssNode, generate } from 'css-tree';
import { NUMBER } from '../../view/css-number.js';

/** What relative lengths refer to: the page's font is 16 px, and the page in a browser is 1280 px wide. */
const PX: Record<string, number> = {
  px: 1,
  rem: 16,
  vw: 12.8,
  vh: 8,
  vmin: 8,
  vmax: 12.8,
  pt: 4 / 3,
  ch: 8,
};
const LENGTH = new RegExp(`^(${NUMBER})([a-z]*)$`, 'i');

/** A length in pixels; `em` and `%` only if it is known what they refer to. */
export function pixels(
  value: string | undefined,
  base?: { em?: number; percent?: number },
): number | null {
  if (!value) return null;
  const [, number, unit] = LENGTH.exec(value.trim()) ?? [];
  if (number === undefined) return percentOf(value, base?.percent);
  if (unit === '') return Number(number) === 0 ? 0 : null;
  const factor = unit === 'em' ? base?.em : PX[String(unit).toLowerCase()];
  return factor === undefined ? null : Number(number) * factor;
}

function percentOf(value: string, whole?: number): number | null {
  const share = /^(-?[\d.]+)%$/.exec(value.trim())?.[1];
  return share === undefined || whole === undefined ? null : (Number(share) * whole) / 100;
}

const FUNCTIONS: Record<string, (values: number[]) => number> = {
  calc: ([value]) => value ?? NaN,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  clamp: ([low = NaN, wanted = NaN, high = NaN]) => Math.max(low, Math.min(wanted, high)),
};

/** `calc()` and the like, which mail programs cannot compute, in pixels; null if that depends on the page. */
export function reckoned(node: CssNode): number | null {
  const value = valueOf(node);
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}

function valueOf(node: CssNode): number {
  if (node.type === 'Number') return Number(node.value);
  if (node.type === 'Dimension') return pixels(generate(node)) ?? NaN;
  if (node.type === 'Parentheses') return sumOf(node.children.toArray());
  if (node.type !== 'Function') return NaN;
  const reckon = FUNCTIONS[node.name.toLowerCase()];
  return reckon ? reckon(argumentsOf(node.children.toArray()).map(sumOf)) : NaN;
}

function argumentsOf(nodes: CssNode[]): CssNode[][] {
  const found: CssNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'Operator' && node.value === ',') found.push([]);
    else if (node.type !== 'WhiteSpace') found.at(-1)?.push(node);
  }
  return found;
}

/** Left to right, products first. */
function sumOf(nodes: CssNode[]): number {
  let total = 0;
  let product = NaN;
  let sign = 1;
  let operator = '';
  for (const node of nodes) {
    if (node.type === 'Operator' && node.value !== '*' && node.value !== '/') {
      total += sign * product;
      sign = node.value.trim() === '-' ? -1 : 1;
      operator = '';
      product = NaN;
    } else if (node.type === 'Operator') operator = node.value;
    else if (operator === '*') product *= valueOf(node);
    else if (operator === '/') product /= valueOf(node);
    else product = valueOf(node);
  }
  return total + sign * product;
}
