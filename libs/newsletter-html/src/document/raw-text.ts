/** Elements whose inside is text, whatever it looks like. */
export const RAW = new Map<string, 'RAWTEXT' | 'SCRIPT_DATA' | 'RCDATA'>([
  ['style', 'RAWTEXT'],
  ['script', 'SCRIPT_DATA'],
  ['xmp', 'RAWTEXT'],
  ['iframe', 'RAWTEXT'],
  ['title', 'RCDATA'],
  ['textarea', 'RCDATA'],
]);

/**
 * Whether `<title />` is meant as the whole element, as XHTML's tools write it. HTML reads it as a start
 * tag, and all that follows as its text. It is one where its end tag comes before another start.
 */
export function isWholeElement(html: string, tag: string, from: number): boolean {
  const next = new RegExp(`<(?:/?${tag}|/head|body)(?=[\\s/>])`, 'gi');
  next.lastIndex = from;
  return !next.exec(html)?.[0].toLowerCase().startsWith(`</${tag}`);
}
