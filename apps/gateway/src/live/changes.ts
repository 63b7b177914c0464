import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppendNotifier, EventStore, type FeedEnd, RecentAppends } from '#event-store';

/** Interval between polls of the feed without a wake-up: it grows while nothing happens. */
const POLL_INTERVAL_MS = { least: 500, most: 5_000, growth: 1.5 };

/** Appends within this time are found by the same poll. */
const TOGETHER_MS = 10;

type Listener = () => void;
/** Gets the deployment that changed; undefined if any may have. */
type AnyListener = (deploymentId?: string) => void;

/**
 * Notifies of appends to a deployment: at once if this process made them, else when a poll of the feed finds them,
 * which an append by any process triggers. One poll serves all listeners, and none is made without listeners.
 */
@Injectable()
export class Changes implements OnModuleDestroy {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly ofAll = new Set<AnyListener>();
  private readonly ofNews = new Set<Listener>();
  private readonly stopListening: (() => void)[];
  private timer: NodeJS.Timeout | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private waitMs = POLL_INTERVAL_MS.least;
  /** Where the last poll ended. */
  private end: FeedEnd | undefined;
  private isPolling = false;
  private isWoken = false;

  constructor(
    store: EventStore,
    private readonly tail: RecentAppends,
    appends: AppendNotifier,
  ) {
    this.stopListening = [
      store.onAppended((events) => {
        for (const { stream } of events) this.notify(stream.id);
        this.publishChanges();
      }),
      appends.on(() => this.wake()),
    ];
  }

  /** Calls the listener after changes of a deployment; returns a stop function. */
  on(deploymentId: string, listener: Listener): () => void {
    const known = this.listeners.get(deploymentId) ?? new Set();
    this.listeners.set(deploymentId, known.add(listener));
    if (!this.isWoken) this.pollAfter(POLL_INTERVAL_MS.least);
    return () => {
      known.delete(listener);
      if (known.size === 0) this.listeners.delete(deploymentId);
      if (this.isUnheard) this.pause();
    };
  }

  /**
   * Calls the listener with each deployment that changes, and first without one, once the start is known: any may
   * have changed before. Returns a function to stop.
   */
  onAny(listener: AnyListener): () => void {
    this.ofAll.add(listener);
    if (this.end !== undefined) listener();
    if (!this.isWoken) this.pollAfter(POLL_INTERVAL_MS.least);
    return () => {
      this.ofAll.delete(listener);
      if (this.isUnheard) this.pause();
    };
  }

  /** Calls the listener when there may be new events of any kind; returns a stop function. */
  onEvents(listener: Listener): () => void {
    this.ofNews.add(listener);
    if (!this.isWoken) this.pollAfter(POLL_INTERVAL_MS.least);
    return () => {
      this.ofNews.delete(listener);
      if (this.isUnheard) this.pause();
    };
  }

  private get isUnheard(): boolean {
    return this.listeners.size + this.ofAll.size + this.ofNews.size === 0;
  }

  onModuleDestroy(): void {
    for (const stop of this.stopListening) stop();
    this.listeners.clear();
    this.ofAll.clear();
    this.ofNews.clear();
    this.pause();
  }

  private pause(): void {
    this.stopTimer();
    this.end = undefined;
    this.isWoken = false;
  }

  private wake(): void {
    if (this.isWoken || this.isUnheard) return;
    this.isWoken = true;
    if (!this.isPolling) this.pollAfter(TOGETHER_MS);
  }

  /** An earlier poll stays due: otherwise a series of new listeners would postpone it forever. */
  private pollAfter(ms: number): void {
    this.waitMs = ms;
    const dueAt = performance.now() + ms;
    if (this.dueAt <= dueAt) return;
    this.stopTimer();
    this.dueAt = dueAt;
    this.timer = setTimeout(() => void this.poll(), ms);
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.dueAt = Number.POSITIVE_INFINITY;
  }

  private async poll(): Promise<void> {
    this.stopTimer();
    if (this.isPolling) return;
    this.isPolling = true;
    this.isWoken = false;
    const hasEvents = await this.newEvents();
    this.isPolling = false;
    if (this.isUnheard) {
      this.pause();
      return;
    }
    if (this.isWoken) {
      this.pollAfter(TOGETHER_MS);
      return;
    }
    const slower = Math.min(this.waitMs * POLL_INTERVAL_MS.growth, POLL_INTERVAL_MS.most);
    this.pollAfter(hasEvents ? POLL_INTERVAL_MS.least : slower);
  }

  /** If the store is unavailable, it is polled again; listeners then get what was missed. */
  private async newEvents(): Promise<boolean> {
    try {
      const tail = this.end && (await this.tail.after(this.end));
      if (!tail) {
        this.end = await this.tail.end();
        this.notifyAll();
        return false;
      }
      const hasEvents = tail.end.position !== this.end?.position;
      this.end = tail.end;
      for (const id of tail.deployments) this.notify(id);
      if (hasEvents) this.publishChanges();
      return hasEvents;
    } catch {
      return false;
    }
  }

  /** What was appended since they began to listen, or lost by the store, is unknown: each listener reads again. */
  private notifyAll(): void {
    for (const id of this.listeners.keys()) this.notify(id);
    for (const listener of this.ofAll) listener();
    this.publishChanges();
  }

  private publishChanges(): void {
    for (const listener of this.ofNews) listener();
  }

  private notify(deploymentId: string): void {
    for (const listener of this.listeners.get(deploymentId) ?? []) listener();
    for (const listener of this.ofAll) listener(deploymentId);
  }
}
