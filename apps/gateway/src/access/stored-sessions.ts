import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ConsoleSessions, type OpenSession, StoreUnavailable } from '#event-store';

type Known = { keyPrint: string; endsAt: string; isStored: boolean };
export type FoundSession = Pick<Known, 'keyPrint' | 'endsAt'>;

const MOST = 1_000;

/**
 * The sessions in the store. While it is unavailable, those this process knows; new ones are stored once it is
 * back, so that operators can sign in during an outage.
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

  /** Undefined if it never existed, has expired, or was closed. */
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

  /** @throws StoreUnavailable while other processes would still accept it. */
  async close(tokenHash: string): Promise<void> {
    const known = this.known.get(tokenHash);
    this.known.delete(tokenHash);
    await this.sessions.close(tokenHash).catch((error: unknown) => {
      if (known?.isStored !== false) throw error;
      ifAway(error);
    });
  }
}

/** @throws errors other than an outage. */
function ifAway(error: unknown): undefined {
  if (!(error instanceof StoreUnavailable)) throw error;
  return undefined;
}
