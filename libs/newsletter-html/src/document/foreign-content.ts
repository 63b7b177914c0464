import { type Token, foreignContent } from 'parse5';

const ROOTS = new Set(['svg', 'math']);
/** Their content is HTML again. */
const HTML_WITHIN: Record<string, Set<string>> = {
  svg: new Set(['foreignobject', 'desc', 'title']),
  math: new Set(['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml']),
};

/** Tracks whether a text is in SVG or MathML, whose tags HTML reads as XML does: `<path/>` is a whole element. */
export class ForeignContent {
  private readonly stack: string[] = [];
  private readonly open = new Map<string, number>();

  /** @returns whether the tag is one of SVG or MathML */
  start(token: Token.TagToken): boolean {
    const { tagName: name, selfClosing } = token;
    if (!ROOTS.has(name)) {
      if (foreignContent.causesExit(token)) this.leave();
      if (this.root === undefined) return false;
    }
    const isKept = ROOTS.has(name) || HTML_WITHIN[this.root ?? '']?.has(name);
    if (isKept && !selfClosing) this.push(name);
    return true;
  }

  end(name: string): void {
    if ((this.open.get(name) ?? 0) === 0) return;
    while (this.pop() !== name);
  }

  /** The one that the text is in, with no HTML in between. */
  private get root(): string | undefined {
    const innermost = this.stack.at(-1);
    return innermost !== undefined && ROOTS.has(innermost) ? innermost : undefined;
  }

  /** A paragraph, for example, ends a drawing that was left open. */
  private leave(): void {
    while (this.root !== undefined) this.pop();
  }

  private push(name: string): void {
    this.stack.push(name);
    this.open.set(name, (this.open.get(name) ?? 0) + 1);
  }

  private pop(): string | undefined {
    const name = this.stack.pop();
    if (name !== undefined) this.open.set(name, (this.open.get(name) ?? 1) - 1);
    return name;
  }
}
