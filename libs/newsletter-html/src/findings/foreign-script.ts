import type { Notice } from '#events';
import { linkPlace, picturePlace, quoted } from './place.js';
import { type Seen, few } from './seen.js';

/** `*|FNAME|*`, `{{ name }}`, `{% if %}`, `%%name%%`, `<%= name %>`. */
const SCRIPTS =
  /\*\|[A-Z0-9_:.-]{1,60}\|\*|\{\{\{?[^{}\n]{1,80}\}\}\}?|\{%[^%\n]{1,80}%\}|%%[A-Za-z_][\w.-]{0,60}%%|<%[^%\n]{1,80}%>/gi;

/** Merge tags of other email services, which Omeda leaves as they are. */
export function foreignScript({ html, view }: Seen): Notice[] {
  const { texts, links, pictures, hidden } = view;
  const found = [
    ...links.flatMap((link) => scripts(link.href, () => linkPlace(link))),
    ...pictures.flatMap((one) => scripts(`${one.src} ${one.alt ?? ''}`, () => picturePlace(one))),
    ...texts.flatMap(({ text }) => scripts(text, () => `text ${quoted(text)}`)),
    ...hidden.flatMap((range) => scriptsInHidden(html.slice(range.start, range.end))),
  ];
  const first = new Map(found.toReversed().map((one) => [one.written, one]));
  return few([...first.values()].toReversed().map((one) => notice({ ...one, field: 'post.html' })));
}

const NEVER_SHOWN = /^<(?:head|title|style|script|template|iframe|datalist)\b/i;

/** Mailboxes show the first words of a mail beside its subject, even if the mail hides them. */
function scriptsInHidden(markup: string): Script[] {
  if (NEVER_SHOWN.test(markup)) return [];
  const text = markup.replace(/<[a-z/!][^<>]*>/gi, '');
  return scripts(text, () => `hidden text ${quoted(text)}`);
}

/** The same for a standalone text, such as the subject. */
export function foreignScriptIn(text: string, field: string): Notice[] {
  return few(scripts(text).map(({ written }) => notice({ written, field })));
}

type Script = { written: string; place?: string };

/** The place is described only for tags that are found: most texts have none. */
function scripts(text: string, placeOf?: () => string): Script[] {
  const written = text.match(SCRIPTS) ?? [];
  const isPlaced = placeOf !== undefined && written.length > 0;
  const place = isPlaced ? { place: placeOf() } : {};
  return written.map((one) => ({ written: one, ...place }));
}

function notice({ written, field, place }: Script & { field: string }): Notice {
  const words = `${written} is a merge tag from another email service, which readers see as is. Replace it with Omeda's @{name}@, or remove it.`;
  return { code: 'foreign-script', words, field, ...(place === undefined ? {} : { place }) };
}
