import type { Site } from '#sites';
import type { Signed } from './verify-signature.js';

/** A request whose signature is valid. */
export type Received = {
  site: Site;
  signed: Signed;
  body: Buffer;
  traceId: string;
  /** Adds fields to the request's log line. */
  note: (fields: Record<string, string>) => void;
  /** Seconds that the sender prefers to wait for the outcome. */
  wait: number | undefined;
  /** The sender has disconnected. */
  gone: AbortSignal;
};

/** Stored as it was sent, so that the same event gets the same response to the byte. */
export type Answer = { statusCode: number; json: string; preferenceApplied?: string };

/** The response to an event that was just accepted. */
export type Taken = Answer & {
  deploymentId: string;
  /** Feed epoch: a different one means that a backup was restored. */
  epoch: string;
  /** The store's clock then. */
  at: string;
  /** Whether it can have changed what is due. */
  isCounted: boolean;
};
