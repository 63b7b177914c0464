import type { Site } from '#sites';
import type { Signed } from './verify-signature.js';

/** A request whose signature is good. */
export type Received = {
  site: Site;
  signed: Signed;
  body: Buffer;
  traceId: string;
  /** Whom the request's line in the log names. */
  note: (fields: Record<string, string>) => void;
  /** Seconds that the sender would wait for the outcome. */
  wait: number | undefined;
  /** The sender is not there any more. */
  gone: AbortSignal;
};

/** Kept as it was sent, so that the same event gets the same answer to the byte. */
export type Answer = { statusCode: number; json: string; preferenceApplied?: string };

/** The answer to an event that was taken just now. */
export type Taken = Answer & {
  deploymentId: string;
  /** Of the feed: another one says that a backup was restored. */
  epoch: string;
  /** The store's clock then. */
  at: string;
  /** Whether it can have changed what is due. */
  isCounted: boolean;
};
