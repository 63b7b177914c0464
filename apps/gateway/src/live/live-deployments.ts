import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { StoreUnavailable } from '#event-store';
import type { Caller } from '../access/callers.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { GATEWAY_PARTS, type GatewayParts } from '../gateway-parts.js';
import { Bell } from './bell.js';
import { Changes } from './changes.js';
import { EventStream } from './event-stream.js';
import { StreamLimits } from './stream-limits.js';

/** The store is away: the stream stays, and looks again. */
const LOOK_AGAIN_MS = 2_000;

type Watched = { id: string; caller: Caller; after: number | undefined };

/** Shows callers how a newsletter moves, while it does. */
@Injectable()
export class LiveDeployments implements BeforeApplicationShutdown {
  private readonly open = new Set<EventStream>();
  private readonly limits: StreamLimits;

  constructor(
    private readonly reader: DeploymentReader,
    private readonly changes: Changes,
    @Inject(GATEWAY_PARTS) { guardRails }: GatewayParts,
  ) {
    this.limits = new StreamLimits(guardRails.streams);
  }

  /**
   * Sends the history after `after`, then the status, and both again after each change, until the
   * client goes. @throws Problem before anything is sent.
   */
  async stream({ id, caller, after }: Watched, response: Response): Promise<void> {
    await this.reader.byId(id, caller);
    const giveBack = this.limits.take(caller);
    const stream = new EventStream(response);
    this.open.add(stream);
    const bell = new Bell();
    const stop = this.changes.on(id, () => bell.ring());
    stream.over.addEventListener('abort', () => bell.ring());
    try {
      await this.follow(stream, bell, { id, caller, after });
    } finally {
      stop();
      giveBack();
      this.open.delete(stream);
      stream.end();
    }
  }

  /** An open stream would keep the server from closing. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open) stream.end();
  }

  private async follow(stream: EventStream, bell: Bell, watched: Watched): Promise<void> {
    let shown: number | undefined;
    let after = watched.after;
    while (!stream.over.aborted) {
      bell.reset();
      try {
        after = shown = await this.show(stream, { ...watched, after }, shown);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        setTimeout(() => bell.ring(), LOOK_AGAIN_MS).unref();
      }
      await bell.rung();
    }
  }

  /** Returns the version that the client has now. */
  private async show(stream: EventStream, { id, caller, after }: Watched, shown?: number) {
    const status = await this.reader.byId(id, caller);
    if (status.version === shown) return shown;
    if (after !== undefined && after < status.version) {
      const { events } = await this.reader.history(id, caller, { after });
      for (const data of events.filter(({ version }) => version <= status.version)) {
        await stream.send({ event: 'history', id: data.version, data });
      }
    }
    await stream.send({ event: 'status', id: status.version, data: status });
    return status.version;
  }
}
