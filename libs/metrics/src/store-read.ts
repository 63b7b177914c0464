/** Prometheus waits for ten seconds: a process's own metrics must be ready before that. */
const DEADLINE_MS = 5_000;

/** What the store returns at a scrape. Scrapes at the same time share one read. */
export class StoreRead<T> {
  private reading: Promise<T | undefined> | undefined;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly deadlineMs = DEADLINE_MS,
  ) {}

  /** Undefined if the store is unavailable, or has not responded by the deadline. */
  async result(): Promise<T | undefined> {
    this.reading ??= this.read()
      .catch(() => undefined)
      .finally(() => {
        this.reading = undefined;
      });
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.deadlineMs);
    });
    return Promise.race([this.reading, expired]).finally(() => clearTimeout(timer));
  }
}
