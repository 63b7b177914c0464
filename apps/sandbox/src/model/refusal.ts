/** Omeda's refusal of a call: status and words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly texts: readonly string[],
  ) {
    super(texts.join(' '));
  }
}

/** 400 with these words. */
export function refuse(...texts: string[]): never {
  throw new Refusal(400, texts);
}
