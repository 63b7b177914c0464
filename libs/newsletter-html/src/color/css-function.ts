/** What stands in the brackets of `name(a, f(b, c))`, by the commas outside of further ones; none where they are not closed. */
export function argumentsOf(text: string): string[] {
  if (!text.endsWith(')')) return [];
  return splitOutside(text.slice(text.indexOf('(') + 1, -1), /,/);
}

/** Parts of a value, at each place that a pattern of one character finds outside of brackets. */
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
