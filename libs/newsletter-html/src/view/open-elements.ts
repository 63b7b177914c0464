import type { Look } from './look.js';
import { impliedEnds, keepsIn } from './nesting.js';
import type { SeenLink } from './view.js';

export type OpenElement = {
  name: string;
  start: number;
  look: Look;
  /** Hidden from readers, itself or as part of another element. */
  isHidden: boolean;
  isHiddenItself: boolean;
  /** Browsers never show the content of an element of this name. */
  isOfUnshown: boolean;
  /** By `visibility`, which descendants may override. */
  isInvisible: boolean;
  /** Its text has size zero, which descendants may override. */
  isOfNoSize: boolean;
  link: SeenLink | undefined;
};

/** Where an element ends. `isOpen`: only because the text does. */
export type Ended = { end: number; isOpen: boolean };

/** The search stops here: hostile nesting would take quadratic time. */
const FARTHEST = 500;

/** The elements that are open at a place of the text, as a reader's mail program nests them. */
export class OpenElements {
  private readonly stack: OpenElement[] = [];
  private readonly open = new Map<string, number>();

  constructor(
    private readonly outermost: OpenElement,
    private readonly onClose: (element: OpenElement, ended: Ended) => void,
  ) {}

  get innermost(): OpenElement {
    return this.stack.at(-1) ?? this.outermost;
  }

  get depth(): number {
    return this.stack.length;
  }

  has(name: string): boolean {
    return (this.open.get(name) ?? 0) > 0;
  }

  push(element: OpenElement): void {
    this.stack.push(element);
    this.open.set(element.name, (this.open.get(element.name) ?? 0) + 1);
  }

  /** Closes the elements that a start tag ends implicitly. */
  closeBefore(start: string, at: number): void {
    for (const name of impliedEnds(start)) this.close(name, at, at);
  }

  /** Closes the element and all in it; descendants end at `start`, itself at `end`. */
  close(name: string, start: number, end: number): void {
    if (!this.has(name)) return;
    const index = this.find(name);
    if (index < 0) return;
    while (this.stack.length > index) {
      this.pop({ end: this.stack.length === index + 1 ? end : start, isOpen: false });
    }
  }

  closeAll(end: number): void {
    while (this.stack.length > 0) this.pop({ end, isOpen: true });
  }

  private find(name: string): number {
    const nearest = this.stack.length - 1;
    for (let index = nearest; index >= Math.max(0, nearest - FARTHEST); index -= 1) {
      const element = this.stack[index]?.name ?? '';
      if (element === name) return index;
      if (keepsIn(element, name)) return -1;
    }
    return -1;
  }

  private pop(ended: Ended): void {
    const element = this.stack.pop();
    if (!element) return;
    this.open.set(element.name, (this.open.get(element.name) ?? 1) - 1);
    this.onClose(element, ended);
  }
}
