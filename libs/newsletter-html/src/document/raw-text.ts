/** Elements whose content is text, even if it looks like markup. */
export const RAW = new Map<string, 'RAWTEXT' | 'SCRIPT_DATA' | 'RCDATA' | 'PLAINTEXT'>([
  ['style', 'RAWTEXT'],
  ['script', 'SCRIPT_DATA'],
  ['xmp', 'RAWTEXT'],
  ['iframe', 'RAWTEXT'],
  ['noembed', 'RAWTEXT'],
  ['noframes', 'RAWTEXT'],
  ['plaintext', 'PLAINTEXT'],
  ['title', 'RCDATA'],
  ['textarea', 'RCDATA'],
]);

/** Elements that do not show their content as text, or not at all: left open, they swallow the rest. */
const SWALLOWING = new Set([
  ...RAW.keys(),
  ...'noscript canvas template datalist select dialog video audio object'.split(' '),
]);

/** Whether an element that was meant as self-closing swallows what follows it. */
export function isSwallowing(tag: string): boolean {
  // No end tag closes a `<plaintext>`.
  return tag !== 'plaintext' && SWALLOWING.has(tag);
}

/**
 * Whether `<title />` is meant as self-closing, as XHTML tools write it. HTML reads it as a start
 * tag, and all that follows as its text. It is a start tag if its end tag comes before another start.
 */
export function isWholeElement(html: string, tag: string, from: number): boolean {
  const next = new RegExp(`<(?:/?${tag}|/head|body)(?=[\\s/>])`, 'gi');
  next.lastIndex = from;
  return !next.exec(html)?.[0].toLowerCase().startsWith(`</${tag}`);
}
