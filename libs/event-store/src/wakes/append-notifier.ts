import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { EventStore } from '../event-store.js';
import { Notifications } from './notifications.js';

/** Far more than are appended between an append and its notification. */
const REMEMBERED = 1_000;

/**
 * Calls its listeners after each append, by any process. A notification may be late, or missing if the
 * connection for it is lost, so listeners also poll now and then.
 */
export class AppendNotifier implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly notifications: Notifications;
  private readonly listeners = new Set<() => void>();
  private readonly stopListening: () => void;
  /** An append here is seen twice: by its result, and by its notification. */
  private readonly notified = new LRUCache<string, true>({ max: REMEMBERED });

  constructor(store: EventStore, databaseUrl: string) {
    this.notifications = new Notifications(databaseUrl, (position) => this.hear(position));
    this.stopListening = store.onAppended((_events, position) => this.hear(String(position)));
  }

  onApplicationBootstrap(): void {
    this.notifications.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopListening();
    this.listeners.clear();
    await this.notifications.close();
  }

  /** Returns how to stop. */
  on(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private hear(position: string | undefined): void {
    if (position) {
      if (this.notified.delete(position)) return;
      this.notified.set(position, true);
    }
    for (const listener of this.listeners) listener();
  }
}
