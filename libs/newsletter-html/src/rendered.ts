import type { Notice } from '#events';

/** A text for Omeda, and what people must know of how it came about. */
export type Rendered = { text: string; warnings: Notice[] };
