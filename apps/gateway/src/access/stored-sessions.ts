import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ConsoleSessions, type OpenSession, StoreUnavailable } from '#event-store';

type Known = { keyPrint: string; endsAt: string; isStored: boolean };
export type FoundSession = Pick<Known, 'keyPrint' | 'endsAt'>;

const MOST = 1_000;

/**
 * The sessions of the store. While it is away, those that this process knows, and what is opened then goes to the
 * store once it is back: whoever looks for the cause of an outage can sign in.
 */
@Injectable()
export class StoredSessions {
  private readonly known = new LRUCache<string, Known>({ max: MOST });

  constructor(private readonly sessions: ConsoleSessions) {}

  /** Returns when it ends. */
  async open({ tokenHash, keyPrint }: OpenSession, lifeMs: number): Promise<string> {
    const stored = await this.sessions.open({ tokenHash, keyPrint }, lifeMs).catch(ifAway);
    const endsAt = stored ?? new Date(Date.now() + lifeMs).toISOString();
    this.known.set(tokenHash, { keyPrint, endsAt, isStored: stored !== undefined });
    return endsAt;
  }

  /** Undefined where it never was, has ended, or was closed. */
  async find(tokenHash: string): Promise<FoundSession | undefined> {
    const known = this.known.get(tokenHash);
    const leftMs = known ? Date.parse(known.endsAt) - Date.now() : 0;
    try {
      if (known && !known.isStored && leftMs > 0) {
        await this.sessions.open({ tokenHash, keyPrint: known.keyPrint }, leftMs);
      }
      const found = await this.sessions.find(tokenHash);
      if (found) this.known.set(tokenHash, { ...found, isStored: true });
      else this.known.delete(tokenHash);
      return found;
    } catch (error) {
      ifAway(error);
      if (leftMs > 0) return known;
      throw error;
    }
  }

  /** @throws StoreUnavailable while others could still be asked with it. */
  async close(tokenHash: string): Promise<void> {
    const known = this.known.get(tokenHash);
    this.known.delete(tokenHash);
    await this.sessions.close(tokenHash).catch((error: unknown) => {
      if (known?.isStored !== false) throw error;
      ifAway(error);
    });
  }
}

/** @throws what is no outage of the store. */
function ifAway(error: unknown): undefined {
  if (!(error instanceof StoreUnavailable)) throw error;
  return undefined;
}
