import { type Checkpoint, type Progress, isSame } from './checkpoint.js';
import type { NewsletterEvent } from './event.js';
import type { FollowOptions } from './options.js';

type Of<Transaction> = {
  event: NewsletterEvent;
  /** What is saved once the event is handled. */
  progress: Progress;
  options: Pick<FollowOptions<Transaction>, 'onEvent'> & { checkpoint: Checkpoint<Transaction> };
  signal: AbortSignal;
};

/** The attempts to handle one event. */
export class Attempts<Transaction> {
  /** Whether `onEvent` saved the progress itself. */
  isKept = false;
  private count = 0;
  private mayBeKept = false;

  constructor(private readonly of: Of<Transaction>) {}

  /** Calls `onEvent`, unless a seemingly failed attempt has succeeded. */
  async next(): Promise<true> {
    const { event, options, signal } = this.of;
    this.isKept = await this.wasKept();
    if (this.isKept) return true;
    this.count += 1;
    const save = (transaction?: Transaction) => this.save(transaction);
    await options.onEvent(event, { attempt: this.count, signal, save });
    return true;
  }

  /** A commit may have succeeded although its response was lost: the checkpoint shows it. */
  private async wasKept(): Promise<boolean> {
    const { options, progress } = this.of;
    return this.mayBeKept && isSame(await options.checkpoint.load(), progress);
  }

  private async save(transaction?: Transaction): Promise<void> {
    this.mayBeKept = true;
    await this.of.options.checkpoint.save(this.of.progress, transaction);
    this.isKept = true;
  }
}
