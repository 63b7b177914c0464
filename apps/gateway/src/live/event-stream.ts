import { once } from 'node:events';
import type { Response } from 'express';

/** A message of server-sent events; `id` comes back as `Last-Event-ID`. */
export type Message = { event: string; id?: number | string; data: unknown };

export type StreamTimes = {
  /** Proxies usually cut a silent connection after 30 to 60 s. */
  heartbeatMs: number;
  /** Then a stream ends and its client reconnects, so that no session outlives its end for long. */
  lifeMs: number;
  /** A client that reads nothing this long is cut off. */
  slowMs: number;
};

export const STREAM_TIMES: StreamTimes = {
  heartbeatMs: 15_000,
  lifeMs: 15 * 60_000,
  slowMs: 30_000,
};

const RECONNECT_MS = 2_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform keeps proxies from compressing, and so from collecting, what is sent.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** One open response of server-sent events. */
export class EventStream {
  private readonly ending = new AbortController();
  private readonly timers: NodeJS.Timeout[];

  constructor(
    private readonly response: Response,
    private readonly times: StreamTimes = STREAM_TIMES,
  ) {
    response.on('close', () => this.end());
    response.on('error', () => this.end());
    // The timeout of other responses does not apply to a stream.
    response.socket?.setTimeout(0);
    response.status(200).set(HEADERS);
    response.write(`retry: ${RECONNECT_MS}\n\n`);
    this.timers = [
      setInterval(() => this.beat(), times.heartbeatMs),
      setTimeout(() => this.end(), times.lifeMs),
    ];
  }

  /** Aborted when the stream ends, for any reason. */
  get over(): AbortSignal {
    return this.ending.signal;
  }

  /** Resolves once the client has room for more, or is gone. */
  async send({ event, id, data }: Message): Promise<void> {
    if (this.over.aborted) return;
    const place = id === undefined ? '' : `id: ${id}\n`;
    await this.write(`event: ${event}\n${place}data: ${JSON.stringify(data)}\n\n`);
  }

  /** Sends only the position: clients keep it and raise no event. */
  async place(id: string): Promise<void> {
    if (!this.over.aborted) await this.write(`id: ${id}\n\n`);
  }

  end(): void {
    if (this.over.aborted) return;
    for (const timer of this.timers) clearTimeout(timer);
    this.ending.abort();
    this.response.end();
  }

  private async write(text: string): Promise<void> {
    if (this.response.write(text)) return;
    const patience = AbortSignal.any([this.over, AbortSignal.timeout(this.times.slowMs)]);
    await once(this.response, 'drain', { signal: patience }).catch(() => {
      this.response.destroy();
      this.end();
    });
  }

  /** A comment: clients ignore it. */
  private beat(): void {
    if (this.response.writableLength === 0) this.response.write(':\n\n');
  }
}
