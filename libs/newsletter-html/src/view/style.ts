/** The declarations of a style attribute by name, in lower case; of duplicates, the last one counts. */
export function declarationsOf(style: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    declarations.set(
      name,
      value
        .replace(/!\s*important$/i, '')
        .trimEnd()
        .toLowerCase(),
    );
  }
  return declarations;
}
