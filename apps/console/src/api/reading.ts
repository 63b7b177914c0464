/** Longer than any response of the gateway takes: what takes longer never arrives. */
const PATIENCE_MS = 60_000;
const NO_ANSWER = 'The gateway did not respond within a minute.';

export type Turn<T> = {
  signal: AbortSignal;
  /** What was read last. */
  known: T | undefined;
  /** Shows a part, until something was read completely. */
  show: (part: T) => void;
};

export type Load<T> = (turn: Turn<T>) => Promise<T>;

type Listener<T> = { onData: (data: T) => void; onError: (error: Error) => void };

/**
 * Reads one thing repeatedly, one request at a time. Changes in the meantime cause one more: a response that takes
 * longer than the next change is shown all the same.
 */
export class Reading<T> {
  private known: T | undefined;
  private running: AbortController | undefined;
  private isAskedAgain = false;
  private isOver = false;

  constructor(
    private readonly load: Load<T>,
    private readonly listener: Listener<T>,
  ) {}

  again(): void {
    if (this.isOver) return;
    this.isAskedAgain = true;
    if (!this.running) void this.run();
  }

  /** For what should not be shown any more. */
  stop(): void {
    this.isOver = true;
    this.running?.abort();
  }

  private async run(): Promise<void> {
    while (this.isAskedAgain && !this.isOver) {
      this.isAskedAgain = false;
      this.running = new AbortController();
      await this.once(this.running);
    }
    this.running = undefined;
  }

  private async once(running: AbortController): Promise<void> {
    const { signal } = running;
    const timer = setTimeout(() => running.abort(new Error(NO_ANSWER)), PATIENCE_MS);
    try {
      const data = await this.load({ signal, known: this.known, show: (part) => this.show(part) });
      if (this.isOver) return;
      this.known = data;
      this.listener.onData(data);
    } catch (error) {
      if (!this.isOver) this.listener.onError(error as Error);
    } finally {
      clearTimeout(timer);
    }
  }

  private show(part: T): void {
    if (!this.isOver && this.known === undefined) this.listener.onData(part);
  }
}
