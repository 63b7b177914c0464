import { callGuarded } from '../call-guarded.js';
import type { Delivery } from './delivery.js';

export type Parked = (event: unknown, error: Error) => void;

type ReportingOptions = {
  onTrouble?: ((error: Error) => void) | undefined;
  warn: (words: string) => void;
};

/** What the application learns about its events. */
export class Reporting {
  private readonly parkedListeners = new Set<Parked>();
  private readonly reported = new Set<string>();

  constructor(private readonly options: ReportingOptions) {}

  onParked(listener: Parked): void {
    this.parkedListeners.add(listener);
  }

  trouble(error: Error): void {
    const { onTrouble, warn } = this.options;
    if (onTrouble)
      callGuarded(
        () => onTrouble(error),
        (own) => warn(own.message),
      );
    else warn(error.message);
  }

  /** Without a time, it is parked. */
  failed({ event, name }: Delivery, error: Error, retryInMs?: number): void {
    const what = retryInMs === undefined ? 'is parked' : `is handled again in ${retryInMs} ms`;
    this.trouble(new Error(`${name || 'A message'} ${what}: ${error.message}`, { cause: error }));
    if (retryInMs !== undefined) return;
    for (const listener of this.parkedListeners) {
      callGuarded(
        () => listener(event, error),
        (own) => this.trouble(own),
      );
    }
  }

  /** Once for each kind: unwanted events may arrive forever. */
  dropped(what: string): void {
    if (this.reported.has(what)) return;
    this.reported.add(what);
    const words = `${what}: no process of this service handles it, so it is dropped, as what follows of it will be.`;
    this.trouble(
      new Error(`${words} Once none is to handle it, remove its binding from the queue.`),
    );
  }
}
