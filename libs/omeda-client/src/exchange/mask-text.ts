/** What must not be stored of a text, and its replacement. */
export type Secret = { text: string; name: string };
export type Mask = {
  secrets(text: string): string;
  /** Secrets, and the local parts of email addresses. */
  all(text: string): string;
};

/** The @ sign, also as encoded in URLs, XML, and JSON. */
const AT = String.raw`(?:@|%(?:25)*40|&#0*64;|&#x0*40;|&commat;|\\u0040)`;
const DOMAIN = String.raw`([\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._-]*|\[[^\]\s]*\])`;
// The end of a local part, including the sign itself: each run of characters is then tried once.
const OUTSIDE = String.raw`\s"<>()[\],:;\\`;
const PLAIN = `(?<![^${OUTSIDE}])[^${OUTSIDE}]+`;
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const ADDRESS = new RegExp(`(?:${QUOTED}|${PLAIN})${AT}${DOMAIN}`, 'giu');
/** First characters of the sign: without one there is no address, which is much faster to check. */
const MAY_BE_ADDRESS = /[@%&\\]/;

/** Removes secrets, and the local parts of email addresses, from texts. */
export function maskOf(hidden: readonly Secret[]): Mask {
  const forms = hidden.flatMap(({ text, name }) =>
    [...formsOf(text)].map((form) => ({ form, stand: `[${name}]` })),
  );
  const secrets = (text: string) =>
    forms.reduce((masked, { form, stand }) => masked.replaceAll(form, () => stand), text);
  const addresses = (text: string) =>
    MAY_BE_ADDRESS.test(text) ? text.replaceAll(ADDRESS, '***@$1') : text;
  return { secrets, all: (text) => addresses(secrets(text)) };
}

/** Plain, in JSON, in a URL, and in XML. */
function formsOf(text: string): Set<string> {
  const inXml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quotedInXml = inXml.replaceAll('"', '&quot;').replaceAll("'", '&apos;');
  const inJson = JSON.stringify(text).slice(1, -1);
  const forms = [inJson, encodeURIComponent(text), encodeURI(text), inXml, quotedInXml, text];
  return new Set(text ? forms : []);
}
