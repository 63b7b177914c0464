import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { type Caller, Callers } from '../access/callers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { EventStream } from './event-stream.js';
import { StreamLimits } from './stream-limits.js';

/** Streams of a removed or expired key end within this time. */
const KEY_CHECK_MS = 15_000;

/** All streams of this process: together they stay within the limits. */
@Injectable()
export class StreamPlaces implements BeforeApplicationShutdown {
  private readonly open = new Map<EventStream, Caller>();
  private readonly closing = new AbortController();
  private readonly limits: StreamLimits;

  private readonly callers: Callers;
  private readonly checks: NodeJS.Timeout;

  constructor(@Inject(GATEWAY_SETTINGS) { guardRails, sites }: GatewaySettings) {
    this.limits = new StreamLimits(guardRails.streams);
    this.callers = new Callers(sites);
    this.checks = setInterval(() => this.endThoseOfGone(), KEY_CHECK_MS).unref();
  }

  /** Until the work is done or the client is gone. @throws Problem if there is no place. */
  async hold(
    caller: Caller,
    response: Response,
    work: (stream: EventStream) => Promise<void>,
  ): Promise<void> {
    const giveBack = this.limits.take(caller);
    const stream = new EventStream(response);
    this.open.set(stream, caller);
    try {
      await work(stream);
    } finally {
      giveBack();
      this.open.delete(stream);
      stream.end();
    }
  }

  /** Holds a place for a waiting request, until it is done or over. @throws Problem if there is no place. */
  async wait<T>(caller: Caller, response: Response, work: (over: AbortSignal) => Promise<T>) {
    const giveBack = this.limits.take(caller);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      return await work(AbortSignal.any([gone.signal, this.closing.signal]));
    } finally {
      giveBack();
    }
  }

  /** An open stream would keep the server from closing. */
  beforeApplicationShutdown(): void {
    clearInterval(this.checks);
    this.closing.abort();
    for (const stream of this.open.keys()) stream.end();
  }

  private endThoseOfGone(): void {
    for (const [stream, caller] of this.open) {
      if (!this.callers.isKnown(caller)) stream.end();
    }
  }
}
