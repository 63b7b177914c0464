import type { ParkedPlace } from '#event-store';

/** Something that waits for a person: it could not be dealt with, and why. */
export type ParkedItem = {
  id: string;
  /** Who gave it up: rejected, delivery-limit or unroutable. */
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

/** Where what is parked is looked at, sent again or ended: each transport has its own. */
export abstract class ParkedItems {
  /** A page of what waits, the longest parked first. */
  abstract list(limit: number, after?: ParkedPlace): Promise<ParkedItem[]>;

  /** How many wait. */
  abstract count(): Promise<number>;

  abstract find(id: string): Promise<ParkedItem | undefined>;

  /** Sends it to where it was meant to go. Asked twice it is sent once. */
  abstract redrive(id: string): Promise<ParkedItem | undefined>;

  abstract discard(id: string): Promise<ParkedItem | undefined>;
}
