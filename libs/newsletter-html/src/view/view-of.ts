import { type HtmlScan, scanHtml } from '../document/html-scan.js';
import type { Range } from '../document/range.js';
import { type StartTag, type TextToken, attribute, tokenize } from '../document/tokenize.js';
import { PLAIN_LOOK, isTextOfNoSize, lookWithin } from './look.js';
import { VOID } from './nesting.js';
import { type Ended, type OpenElement, OpenElements } from './open-elements.js';
import { isPicture, pictureOf } from './picture.js';
import { isGone, isInvisible } from './hiding.js';
import { declarationsOf } from './style.js';
import { styledNames } from './styled-names.js';
import type { SeenLink, View } from './view.js';

const NEVER_SHOWN = new Set(
  'head title style script template iframe datalist noembed noframes plaintext select'.split(' '),
);
/** They are visible, but not their content: it is for programs that do not know them. */
const WITH_FALLBACK = new Set(['video', 'audio', 'canvas']);
const HEAD_ELEMENTS = new Set('html head title meta link style script base noscript'.split(' '));
const OUTERMOST = {
  name: '',
  start: 0,
  isHidden: false,
  isHiddenItself: false,
  isOfUnshown: false,
  isInvisible: false,
  isOfNoSize: false,
};

/** What readers see of a document or a part of one. Takes linear time, and never throws. */
export function viewOf(html: string, scan: () => HtmlScan = () => scanHtml(html)): View {
  const view: View = {
    texts: [],
    links: [],
    pictures: [],
    hidden: [],
    unshown: [],
    anchors: new Set(),
    depth: 0,
  };
  const styled = styledNames(sheetsOf(html, scan));
  const open = new OpenElements(
    { ...OUTERMOST, look: PLAIN_LOOK, link: undefined },
    (element, ended) => noteClosed(view, element, ended),
  );
  tokenize(html, {
    start(tag) {
      if (!HEAD_ELEMENTS.has(tag.name)) open.close('head', tag.start, tag.start);
      open.closeBefore(tag.name, tag.start);
      const element = elementOf(tag, open.innermost, styled);
      noteLink(view, tag, element);
      if (isPicture(tag)) notePicture(view, tag, element);
      if (!VOID.has(tag.name) && !tag.isWhole) open.push(around(element));
      else if (!isShown(element) && !open.innermost.isHidden) noteHidden(view, tag);
      view.depth = Math.max(view.depth, open.depth);
    },
    end: ({ name, start, end }) => {
      // Text after them is read as part of the body.
      if (name !== 'body' && name !== 'html') open.close(name, start, end);
    },
    text(token) {
      if (token.inside === undefined && /\S/.test(token.text)) {
        open.close('head', token.start, token.start);
      }
      noteText(view, token, open.innermost);
    },
  });
  open.closeAll(html.length);
  return view;
}

function sheetsOf(html: string, scan: () => HtmlScan): string[] {
  if (!/<style/i.test(html)) return [];
  return scan().raw.map(({ start, end }) => html.slice(start, end));
}

function elementOf(
  tag: StartTag,
  outer: OpenElement,
  styled: ReturnType<typeof styledNames>,
): OpenElement {
  const style = declarationsOf(attribute(tag, 'style') ?? '');
  const hasHidden = attribute(tag, 'hidden') !== undefined;
  const isOfUnshown = NEVER_SHOWN.has(tag.name) || isUnopened(tag, style);
  const isHiddenHere = isOfUnshown || isGone(style, hasHidden);
  return {
    name: tag.name,
    start: tag.start,
    look: lookWithin(tag, style, outer.look, styled),
    isHidden: outer.isHidden || isHiddenHere,
    isHiddenItself: isHiddenHere && !outer.isHidden,
    isOfUnshown: isOfUnshown && !outer.isHidden,
    isInvisible: isInvisible(style, outer.isInvisible),
    isOfNoSize: isTextOfNoSize(style, outer.isOfNoSize),
    link: outer.link,
  };
}

/** A dialog opens at a click. A style overrides that. */
function isUnopened(tag: StartTag, style: ReadonlyMap<string, string>): boolean {
  if (tag.name !== 'dialog' || attribute(tag, 'open') !== undefined) return false;
  return (style.get('display') ?? 'none') === 'none';
}

/** An element as the context of its content. */
function around(element: OpenElement): OpenElement {
  if (element.isHidden || !WITH_FALLBACK.has(element.name)) return element;
  return { ...element, isHidden: true, isOfUnshown: true };
}

function noteClosed(view: View, element: OpenElement, { end, isOpen }: Ended): void {
  const { name, start, isHiddenItself, isOfUnshown } = element;
  if (isHiddenItself) view.hidden.push({ start, end });
  if (isOfUnshown) view.unshown.push({ start, end, name, isOpen });
}

function noteLink(view: View, tag: StartTag, element: OpenElement): void {
  for (const name of ['id', 'name']) {
    const anchor = attribute(tag, name);
    if (anchor) view.anchors.add(anchor);
  }
  const href = tag.attributes.find(({ name }) => name === 'href');
  if (!href || (tag.name !== 'a' && tag.name !== 'area')) return;
  const link: SeenLink = {
    start: tag.start,
    end: tag.end,
    href: href.value,
    hrefRange: { start: href.start, end: href.end },
    text: '',
    hasPicture: tag.name === 'area',
    isHidden: element.isHidden,
  };
  view.links.push(link);
  element.link = link;
}

function isShown({ isHidden, isInvisible }: OpenElement): boolean {
  return !isHidden && !isInvisible;
}

function noteHidden(view: View, { start, end }: Range): void {
  view.hidden.push({ start, end });
}

function notePicture(view: View, tag: StartTag, element: OpenElement): void {
  const { link } = element;
  const isHidden = !isShown(element);
  const picture = pictureOf(tag, { isHidden, link });
  view.pictures.push(picture);
  if (link && !isHidden && !picture.isSpeck) link.hasPicture = true;
}

function noteText(view: View, token: TextToken, element: OpenElement): void {
  const { isHidden, isInvisible, isOfNoSize, link, look } = element;
  if (isHidden) return;
  if (isInvisible || isOfNoSize) {
    noteHidden(view, token);
    return;
  }
  const { text, start, end } = token;
  const last = view.texts.at(-1);
  if (last?.end === start && last.link === link)
    Object.assign(last, { text: last.text + text, end });
  else view.texts.push({ text, start, end, look, link });
  if (link && link.text.length < 200) link.text += text;
}
