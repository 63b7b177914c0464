import { type HtmlScan, scanHtml } from '../document/html-scan.js';
import type { View } from './view.js';
import { viewOf } from './view-of.js';

/** An HTML text with its skeleton and what readers see of it, each computed once, on demand. */
export class Viewed {
  private knownScan: HtmlScan | undefined;
  private knownView: View | undefined;

  constructor(readonly html: string) {}

  get scan(): HtmlScan {
    return (this.knownScan ??= scanHtml(this.html));
  }

  get view(): View {
    return (this.knownView ??= viewOf(this.html, () => this.scan));
  }

  /** Itself where the text is the same. */
  with(html: string): Viewed {
    return html === this.html ? this : new Viewed(html);
  }
}
