/** JSON and XML with a line for each part; anything else as it is. */
export function pretty(text: string): string {
  if (/^\s*</.test(text)) return prettyXml(text);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** An element whose content is text stays on its line. */
const XML_PARTS =
  /<!\[CDATA\[[\s\S]*?\]\]>|<([\w:.-]+)[^<>]*>(?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*<\/\1>|<[^>]*>|[^<]+/g;

function prettyXml(text: string): string {
  let depth = 0;
  const lines: string[] = [];
  for (const [part] of text.matchAll(XML_PARTS)) {
    if (part.trim() === '') continue;
    if (part.startsWith('</')) depth = Math.max(0, depth - 1);
    lines.push('  '.repeat(depth) + part.trim());
    const opens = /^<[\w:.-][^<>]*[^/<>]>$|^<[\w:.-]>$/.test(part);
    if (opens) depth += 1;
  }
  return lines.join('\n');
}
