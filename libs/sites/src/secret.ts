import { inspect } from 'node:util';

/** A secret with the name of its source. Logging, printing or encoding it shows the name only. */
export class Secret {
  readonly #value: string;

  constructor(
    value: string,
    /** Variable or file it was read from. */
    readonly source: string,
  ) {
    this.#value = value;
  }

  /** The secret itself: pass it to its user, never to a log. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return `[secret from ${this.source}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
