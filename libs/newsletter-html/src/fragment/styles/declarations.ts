import { isPair } from './logical.js';
import { mailNames } from './mail-properties.js';
import { mailValue } from './mail-value.js';
import type { Property } from './style-sheet.js';
import { type Variables, resolved } from './variables.js';

export type Context = {
  variables: Variables;
  /** The whole address of `url()`; null if there is none. */
  address: (url: string) => string | null;
};

/** The declarations of a rule or a `style` attribute that a mail can show. */
export function mailProperties(properties: readonly Property[], context: Context): Property[] {
  const own = properties.filter(({ name }) => name.startsWith('--'));
  const values = new Map([
    ...context.variables,
    ...own.map(({ name, value }) => [name, value] as const),
  ]);
  const within = own.length === 0 ? context : { ...context, variables: values };
  const shown = properties.flatMap((property) => shownOf(property, within));
  return losesBackground(properties, shown) ? shown.filter(({ name }) => name !== 'color') : shown;
}

/** The text color was chosen for its background: on the page's own it may not be visible. */
function losesBackground(properties: readonly Property[], shown: readonly Property[]): boolean {
  const isColored = ({ name, value }: Property) =>
    /^background(?:-color|-image)?$/.test(name) && /\(/.test(value) && !/url\(/i.test(value);
  return properties.some(isColored) && !shown.some(({ name }) => name.startsWith('background'));
}

function shownOf(property: Property, context: Context): Property[] {
  const names = mailNames(property.name);
  if (names.length === 0) return [];
  const value = valueOf(property, context);
  if (value === null) return [];
  const pair = isPair(property.name) ? value.split(' ') : [];
  return names.map((name, index) => ({
    ...property,
    name,
    value: pair[index] ?? pair[0] ?? value,
  }));
}

/** CSS that cannot be parsed to its end is dropped. */
function valueOf({ name, value }: Property, { variables, address }: Context): string | null {
  try {
    const filled = resolved(value, variables);
    return filled === null ? null : mailValue(name, filled, address);
  } catch {
    return null;
  }
}
