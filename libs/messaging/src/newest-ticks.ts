import type { Tick } from './tick.js';

/** So many deployments are remembered, in a few hundred kilobytes: far more than are ever in motion. */
const REMEMBERED = 10_000;

/**
 * The newest tick delivered here, per deployment. A transport may bring an older one late; to act
 * on it could undo what the newer one did. The handler's look into the store stays the last word:
 * other processes have a memory of their own.
 */
export class NewestTicks {
  private readonly newest = new Map<string, number>();

  constructor(private readonly remembered = REMEMBERED) {}

  /** False for a tick older than one before it; the same again is no older. */
  admit({ deploymentId, n }: Pick<Tick, 'deploymentId' | 'n'>): boolean {
    if (n < (this.newest.get(deploymentId) ?? 0)) return false;
    this.newest.delete(deploymentId);
    this.newest.set(deploymentId, n);
    if (this.newest.size > this.remembered) this.forgetOldest();
    return true;
  }

  private forgetOldest(): void {
    for (const deploymentId of this.newest.keys()) {
      this.newest.delete(deploymentId);
      return;
    }
  }
}
