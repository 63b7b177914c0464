import type { ParkedPlace } from '#event-store';

/** Something that waits for a person: it could not be dealt with, and why. */
export type ParkedItem = {
  id: string;
  /** Who gave it up: rejected, delivery-limit or unroutable. */
  cause: string;
  reason: string;
  deploymentId: string | null;
  routingKey: string;
  /** The queue it was in; null where it never was in any. */
  sourceQueue: string | null;
  parkedAt: string | null;
  /** What a person did with it; null while it waits. */
  ended: 'redriven' | 'discarded' | null;
  /** What it holds, as it came. */
  body: unknown;
};

/** Where what is parked is looked at, sent again or ended: each transport has its own. */
export abstract class ParkedDesk {
  /** A page of what waits, the longest parked first. */
  abstract list(limit: number, after?: ParkedPlace): Promise<ParkedItem[]>;

  /** How many wait. */
  abstract count(): Promise<number>;

  abstract find(id: string): Promise<ParkedItem | undefined>;

  /** Sends it to where it was meant to go. Asked twice it is sent once. */
  abstract redrive(id: string): Promise<ParkedItem | undefined>;

  abstract discard(id: string): Promise<ParkedItem | undefined>;
}
