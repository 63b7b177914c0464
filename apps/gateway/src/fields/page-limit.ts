import type { Rule } from './field.js';

/** Page size of a list, 1,000 at most. */
export type PageLimit = { fallback: number; max: number };

export function pageLimit({ fallback, max }: PageLimit, example = 20): Rule {
  return {
    expects: `a whole number from 1 to ${max}`,
    cure: `Leave it out for ${fallback}.`,
    accepts: (value) =>
      typeof value === 'string' && /^[1-9]\d{0,3}$/.test(value) && Number(value) <= max,
    schema: { type: 'integer', minimum: 1, maximum: max, default: fallback, example },
  };
}
