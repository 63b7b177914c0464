import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { statusDocument } from './calls/audience.js';
import type { AudienceList, Callback } from './model/deployment.js';
import { World } from './model/world.js';

const POLL_INTERVAL_MS = 100;
const ANSWER_WITHIN_MS = 10_000;
/** As in Omeda's documentation. */
const ATTEMPTS = 3;
const ATTEMPTS_APART_MS = 2 * 60_000;

/** Posts the status of a list to the URLs in its assignment, once it is loaded. */
@Injectable()
export class Callbacks implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly world: World) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.callDue(), POLL_INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.closing.abort();
  }

  private callDue(): void {
    const nowMs = this.world.clock.nowMs();
    for (const { trackId, list } of this.world.deployments.values()) {
      if (!list || nowMs < list.readyMs) continue;
      for (const callback of list.callbacks ?? []) {
        if (callback.attempts < ATTEMPTS && nowMs >= callback.nextMs) {
          void this.call(callback, trackId, list);
        }
      }
    }
  }

  private async call(callback: Callback, trackId: string, list: AudienceList): Promise<void> {
    callback.attempts += 1;
    callback.nextMs = this.world.clock.nowMs() + ATTEMPTS_APART_MS;
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const isTaken = await fetch(callback.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(statusDocument(trackId, list, this.world)),
      redirect: 'manual',
      signal,
    }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isTaken) callback.attempts = ATTEMPTS;
  }
}
