import type { WakeUp } from './wake-up.js';

/** This many deployments are remembered, in about a megabyte: far more than are ever active. */
const REMEMBERED = 10_000;

type Sent = { n: number; sentAtMs: number };

/**
 * The newest wake-up delivered here, per deployment. A transport may deliver an older one late; to act
 * on it could undo what the newer one did. The handler's read of the store has the last word:
 * other processes have a memory of their own.
 */
export class NewestWakeUps {
  private readonly newest = new Map<string, Sent>();

  constructor(private readonly remembered = REMEMBERED) {}

  /** False for a wake-up older than one before it; the same one again is not older. */
  admit({ deploymentId, n, sentAt }: Pick<WakeUp, 'deploymentId' | 'n' | 'sentAt'>): boolean {
    const sent = { n, sentAtMs: Date.parse(sentAt) };
    if (isOlder(sent, this.newest.get(deploymentId))) return false;
    this.newest.delete(deploymentId);
    this.newest.set(deploymentId, sent);
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

/** A lower `n` sent later is not older: the count restarted because its bookkeeping was lost. */
function isOlder(sent: Sent, newest: Sent | undefined): boolean {
  return newest !== undefined && sent.n < newest.n && !(sent.sentAtMs > newest.sentAtMs);
}
