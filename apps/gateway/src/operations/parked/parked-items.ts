import type { ParkedPlace } from '#event-store';

/** A message that could not be handled, with the reason; it waits for a person. */
export type ParkedItem = {
  id: string;
  /** Why it was parked: rejected, delivery-limit or unroutable. */
  cause: string;
  reason: string;
  deploymentId: string | null;
  routingKey: string;
  /** The queue it came from; null if it was never in one. */
  sourceQueue: string | null;
  parkedAt: string | null;
  /** What a person did with it; null while it waits. */
  ended: 'redriven' | 'discarded' | null;
  /** Its content, unchanged. */
  body: unknown;
};

/** Lists, redrives, and discards parked messages: each transport has its own implementation. */
export abstract class ParkedItems {
  /** A page of waiting ones, the longest parked first. */
  abstract list(limit: number, after?: ParkedPlace): Promise<ParkedItem[]>;

  /** How many wait. */
  abstract count(): Promise<number>;

  abstract find(id: string): Promise<ParkedItem | undefined>;

  /** Sends it to its original destination; a second call sends nothing. */
  abstract redrive(id: string): Promise<ParkedItem | undefined>;

  abstract discard(id: string): Promise<ParkedItem | undefined>;
}
