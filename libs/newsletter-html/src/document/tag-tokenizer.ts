import { Token, Tokenizer } from 'parse5';

/** More than any mail has; storing 400,000 of one tag takes 13 seconds. */
const MOST_ATTRIBUTES = 100;

/** A tokenizer that knows what the text leaves open. */
export class TagTokenizer extends Tokenizer {
  protected override _leaveAttrName(): void {
    const { currentToken: token } = this;
    const isTag =
      token?.type === Token.TokenType.START_TAG || token?.type === Token.TokenType.END_TAG;
    if (isTag && token.attrs.length < MOST_ATTRIBUTES) super._leaveAttrName();
  }

  /** The start tag that the text is in the middle of. */
  get unfinishedTag(): string | undefined {
    const { currentToken: token } = this;
    return token?.type === Token.TokenType.START_TAG ? token.tagName : undefined;
  }

  /** Where it begins. */
  get unfinishedStart(): number {
    return this.currentToken?.location?.startOffset ?? 0;
  }
}

/** The tokenizer's states for a text that ends within a tag: parse5 does not export their names. */
const IN_QUOTES = new Map(['"', "'"].map((quote) => [stateAtEnd(`<a b=${quote}`), quote]));

/** The quote that ends the current attribute value, if any. */
export function openQuote({ state }: Tokenizer): string {
  return IN_QUOTES.get(state) ?? '';
}

function stateAtEnd(html: string): number {
  let state = 0;
  const ignore = () => undefined;
  const tokenizer = new TagTokenizer(
    { sourceCodeLocationInfo: false },
    {
      onParseError: () => (state = tokenizer.state),
      onStartTag: ignore,
      onEndTag: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(html, true);
  return state;
}
