import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { StoreUnavailable } from '#event-store';
import { Signal } from '#messaging';
import type { Caller } from '../access/callers.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { Changes } from './changes.js';
import type { EventStream } from './event-stream.js';
import { StreamPlaces } from './stream-places.js';

/** If the store is unavailable, the stream retries. */
const POLL_INTERVAL_MS = 2_000;

/** Events read at a time. */
const PAGE = 100;

type Watched = { id: string; caller: Caller; after: number | undefined };

/** What the client has: events up to a version, and the status of one. */
type Client = { after: number | undefined; shown: number | undefined };

/** Streams callers a newsletter's events and status. */
@Injectable()
export class LiveDeployments {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly changes: Changes,
    private readonly places: StreamPlaces,
  ) {}

  /**
   * Sends the history after `after`, then the status, and both again after each change, until the
   * client leaves. @throws Problem before anything is sent.
   */
  async stream({ id, caller, after }: Watched, response: Response): Promise<void> {
    await this.reader.byId(id, caller);
    await this.places.hold(caller, response, async (stream) => {
      const signal = new Signal();
      const stop = this.changes.on(id, () => signal.notify());
      stream.over.addEventListener('abort', () => signal.notify());
      try {
        await this.follow(stream, signal, { id, caller, after });
      } finally {
        stop();
      }
    });
  }

  private async follow(stream: EventStream, signal: Signal, watched: Watched): Promise<void> {
    const client: Client = { after: watched.after, shown: undefined };
    while (!stream.over.aborted) {
      signal.reset();
      try {
        await this.show(stream, watched, client);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        setTimeout(() => signal.notify(), POLL_INTERVAL_MS).unref();
      }
      await signal.sleep();
    }
  }

  private async show(stream: EventStream, { id, caller }: Watched, client: Client): Promise<void> {
    const status = await this.reader.byId(id, caller);
    if (status.version === client.shown) return;
    await this.sendChange(stream, { id, caller }, client, status.version);
    await stream.send({ event: 'status', id: status.version, data: status });
    client.after = client.shown = status.version;
  }

  /** Page by page: a client that reconnects late costs no more memory than another. */
  private async sendChange(
    stream: EventStream,
    { id, caller }: Pick<Watched, 'id' | 'caller'>,
    client: Client,
    upTo: number,
  ): Promise<void> {
    while (client.after !== undefined && client.after < upTo && !stream.over.aborted) {
      const limit = Math.min(PAGE, upTo - client.after);
      const page = { after: client.after, limit, order: 'asc', timeZone: undefined } as const;
      for (const data of (await this.reader.history(id, caller, page)).events) {
        await stream.send({ event: 'history', id: data.version, data });
        client.after = data.version;
      }
    }
  }
}
