import { Token, TokenizerMode } from 'parse5';
import { ForeignContent } from './foreign-content.js';
import type { Range } from './range.js';
import { RAW, isSwallowing, isWholeElement } from './raw-text.js';
import { TagTokenizer } from './tag-tokenizer.js';

type Attribute = Range & { name: string; value: string };

export type StartTag = Range & {
  name: string;
  attributes: Attribute[];
  /** It has no content: a `<path/>` of SVG, or a `<title />` of XHTML, taken as closed. */
  isWhole: boolean;
  /** Such a title, script, or video: HTML requires its end tag. */
  isUnended: boolean;
};

export type EndTag = Range & { name: string };
/** All text between two other tokens. `inside`: the raw-text element that contains it. */
export type TextToken = Range & { text: string; inside: string | undefined };

type Handlers = {
  start?: (tag: StartTag) => void;
  end?: (tag: EndTag) => void;
  text?: (text: TextToken) => void;
  comment?: (range: Range) => void;
  doctype?: (range: Range) => void;
  /** The text breaks off within something; parse5's code for it. */
  brokenOff?: (code: string, tokenizer: TagTokenizer) => void;
};

/**
 * Reads tokens only. A tree would repair, and so change, what a newsletter's author wrote
 * for mail programs; and building one takes quadratic time for hostile nesting.
 * @returns the raw-text element that is never closed.
 */
export function tokenize(html: string, handlers: Handlers): string | undefined {
  let inside: string | undefined;
  let unsaid: TextToken | undefined;
  // The tokenizer reports words and the blanks between them one by one.
  const text = (token: Token.CharacterToken) => {
    const { startOffset: start = 0, endOffset: end = 0 } = token.location ?? {};
    if (unsaid) {
      unsaid.text += token.chars;
      unsaid.end = end;
    } else if (handlers.text) unsaid = { start, end, text: token.chars, inside };
  };
  const sayText = () => {
    if (unsaid) handlers.text?.(unsaid);
    unsaid = undefined;
  };
  const foreign = new ForeignContent();
  const tokenizer = new TagTokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        sayText();
        const tag = startTagOf(token, html, foreign.start(token));
        const mode = RAW.get(tag.name);
        if (mode !== undefined && !tag.isWhole) {
          tokenizer.state = TokenizerMode[mode];
          inside = tag.name;
        }
        handlers.start?.(tag);
      },
      onEndTag(token) {
        sayText();
        if (inside === token.tagName) inside = undefined;
        foreign.end(token.tagName);
        handlers.end?.({ ...rangeOf(token), name: token.tagName });
      },
      onComment(token) {
        sayText();
        handlers.comment?.(rangeOf(token));
      },
      onDoctype(token) {
        sayText();
        handlers.doctype?.(rangeOf(token));
      },
      onCharacter: text,
      onNullCharacter: text,
      onWhitespaceCharacter: text,
      onEof: sayText,
      onParseError: ({ code }) => {
        if (code.startsWith('eof-')) handlers.brokenOff?.(code, tokenizer);
      },
    },
  );
  tokenizer.write(html, true);
  return inside;
}

function startTagOf(token: Token.TagToken, html: string, isForeign: boolean): StartTag {
  const range = rangeOf(token);
  const { tagName: name, selfClosing } = token;
  const isUnended =
    selfClosing && !isForeign && isSwallowing(name) && isWholeElement(html, name, range.end);
  const isWhole = isUnended || (selfClosing && isForeign);
  const attributes = token.attrs.map((attribute) => {
    const place = token.location?.attrs?.[attribute.name];
    const { startOffset: start = range.start, endOffset: end = range.start } = place ?? {};
    return { name: attribute.name, value: attribute.value, start, end };
  });
  return { start: range.start, end: range.end, name, attributes, isWhole, isUnended };
}

function rangeOf({ location }: Token.Token): Range {
  return { start: location?.startOffset ?? 0, end: location?.endOffset ?? 0 };
}

/** The value of an attribute, if the tag has it. */
export function attribute(tag: StartTag, name: string): string | undefined {
  return tag.attributes.find((one) => one.name === name)?.value;
}
