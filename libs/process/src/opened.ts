import { constants } from 'node:os';
import type { Stop } from './stop.js';

type Closable = { close(): Promise<void> };

/** Longer than a PostgreSQL server may take to stop. */
const CLOSE_LIMIT_MS = 60_000;

/** What was opened so far; the last is closed first. Once closing begins, nothing more can be opened. */
export class Opened {
  private readonly resources: Closable[] = [];
  private isClosing = false;
  private closing: Promise<void> | undefined;

  /** @throws Error if all is being closed; then this is, too. */
  add<T extends Closable>(part: T): T {
    this.resources.push(part);
    this.refuseWhenClosing();
    return part;
  }

  /** It is closed even if closing begins while it is still opening. @throws Error as `add` does. */
  async opening<T extends Closable>(part: Promise<T>): Promise<T> {
    this.add({
      close: async () => {
        await (await part.catch(() => undefined))?.close();
      },
    });
    const opened = await part;
    this.refuseWhenClosing();
    return opened;
  }

  /**
   * Closes all, even if one cannot be closed, and one after the other even if it is called again.
   * @throws the first failure, once all are closed.
   */
  close(): Promise<void> {
    this.isClosing = true;
    this.closing ??= this.closeAll().finally(() => (this.closing = undefined));
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = this.resources.pop(); part; part = this.resources.pop()) {
      await part.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  private refuseWhenClosing(): void {
    if (this.isClosing) throw new Error('It was stopped before it was up.');
  }
}

/**
 * Does the work. At SIGINT or SIGTERM, all that it opened is closed, and the process ends. As the first
 * process of a container, it would ignore signals unless it listens for them.
 */
export async function unlessStopped<T>(
  opened: Opened,
  stop: Stop,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  let isStopping = false;
  stop.listen((signal) => {
    isStopping = true;
    const end = () => process.exit(128 + constants.signals[signal]);
    setTimeout(end, CLOSE_LIMIT_MS);
    opened.close().then(end, end);
  });
  try {
    return await work(opened);
  } finally {
    // A failure after it was closed is no failure, and a success is not wanted any more.
    if (isStopping) await new Promise(() => undefined);
    stop.ignore();
  }
}
