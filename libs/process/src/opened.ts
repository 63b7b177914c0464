import { constants } from 'node:os';

type Closable = { close(): Promise<void> };

/** A terminal's Ctrl-C reaches a process by itself, and once more through npm: that is one wish. */
const SAME_WISH_MS = 1_000;
/** Longer than a PostgreSQL may take to stop. */
const CLOSE_LIMIT_MS = 60_000;

/** What was opened so far; the last is closed first. */
export class Opened {
  private readonly parts: Closable[] = [];

  add<T extends Closable>(part: T): T {
    this.parts.push(part);
    return part;
  }

  /** It is closed also if it is asked to while it is still opening. */
  async opening<T extends Closable>(part: Promise<T>): Promise<T> {
    this.parts.push({
      close: async () => {
        await (await part.catch(() => undefined))?.close();
      },
    });
    return part;
  }

  async close(): Promise<void> {
    for (let part = this.parts.pop(); part; part = this.parts.pop()) await part.close();
  }
}

/**
 * Does the work. At SIGINT or SIGTERM meanwhile, all that it opened is closed, and the process ends; at once at a
 * second signal. As the first process of a container, it would ignore signals until it listens for them.
 */
export async function unlessStopped<T>(
  opened: Opened,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  let isStopping = false;
  const stop = onStop((signal) => {
    isStopping = true;
    const end = () => process.exit(128 + constants.signals[signal]);
    setTimeout(end, CLOSE_LIMIT_MS);
    opened.close().then(end, end);
  });
  try {
    return await work(opened);
  } finally {
    // What fails since it is closed is no failure, and what succeeds is not wanted any more.
    if (isStopping) await new Promise(() => undefined);
    stop.off();
  }
}

/** Calls back at the first SIGINT (Ctrl-C) or SIGTERM; a second one ends the process at once. */
export function onStop(callBack: (signal: NodeJS.Signals) => void): { off(): void } {
  let firstMs: number | undefined;
  const listener = (signal: NodeJS.Signals) => {
    if (firstMs === undefined) {
      firstMs = performance.now();
      callBack(signal);
    } else if (performance.now() > firstMs + SAME_WISH_MS) process.exit(130);
  };
  process.on('SIGINT', listener).on('SIGTERM', listener);
  return { off: () => process.off('SIGINT', listener).off('SIGTERM', listener) };
}
