import { escapeText } from '../clean/escape.js';

/** A text is escaped; `{ html }` is inserted as it is. Null and '' count as nothing to show. */
export type Slots = Record<string, string | null | { html: string }>;

const TAG = /\{\{([#/]?)\s*([a-zA-Z]+)\s*\}\}/g;

/**
 * Fills `{{slot}}`, and drops what is between `{{#slot}}` and `{{/slot}}` if the slot is empty. In one
 * pass: braces within a value stay text.
 */
export function filled(template: string, slots: Slots): string {
  const pieces: string[] = [];
  const closedBy: string[] = [];
  let end = 0;
  for (const { 0: tag, 1: kind, 2: name = '', index } of template.matchAll(TAG)) {
    if (closedBy.length === 0) pieces.push(template.slice(end, index));
    end = index + tag.length;
    if (kind === '#' && (closedBy.length > 0 || isEmpty(slots[name]))) closedBy.push(name);
    else if (kind === '/' && closedBy.at(-1) === name) closedBy.pop();
    else if (kind === '' && closedBy.length === 0) pieces.push(valueOf(slots[name]));
  }
  if (closedBy.length === 0) pieces.push(template.slice(end));
  return pieces.join('');
}

/** The slots that a template has. */
export function slotsIn(template: string): ReadonlySet<string> {
  return new Set([...template.matchAll(TAG)].map(([, , name = '']) => name));
}

function isEmpty(value: Slots[string] | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && value.html === '')
  );
}

function valueOf(value: Slots[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? escapeText(value) : value.html;
}
