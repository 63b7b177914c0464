import { NUMBER } from './css-number.js';

const LENGTH = new RegExp(`^(${NUMBER})([a-z%]*)$`);
/** Nobody scrolls that far: a page puts there what only programs should read. */
const OUTSIDE_PX = -900;
const EM_PX = 16;
const PAGE_PX = 1_280;
const PX: Record<string, number> = {
  '': 1,
  px: 1,
  em: EM_PX,
  rem: EM_PX,
  pt: 4 / 3,
  vw: PAGE_PX / 100,
  vh: PAGE_PX / 100,
};

/** In pixels, given the size of one percent; undefined if only the page can compute it. */
export function lengthOf(value: string, percentPx = PAGE_PX / 100): number | undefined {
  const [, number, unit = ''] = LENGTH.exec(value) ?? [];
  const factor = unit === '%' ? percentPx : PX[unit];
  if (number === undefined || factor === undefined) return undefined;
  return unit === '' && Number(number) !== 0 ? undefined : Number(number) * factor;
}

/** To the left of the page, or above it. */
export function isOutside(value: string, percentPx?: number): boolean {
  return (lengthOf(value, percentPx) ?? 0) <= OUTSIDE_PX;
}
