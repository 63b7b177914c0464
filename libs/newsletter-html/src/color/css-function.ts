/** The arguments of `name(a, f(b, c))`, split at top-level commas; none if the brackets are not closed. */
export function argumentsOf(text: string): string[] {
  if (!text.endsWith(')')) return [];
  return splitOutside(text.slice(text.indexOf('(') + 1, -1), /,/);
}

/** Splits a value wherever a one-character pattern matches outside of brackets. */
export function splitOutside(text: string, at: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && at.test(character)) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()].filter((one) => one !== '');
}
