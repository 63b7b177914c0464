import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { StoreUnavailable } from '#event-store';
import { Signal } from '#messaging';
import type { Caller } from '../access/callers.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { Problem } from '../problem/problem.js';
import { Changes } from './changes.js';
import type { EventStream } from './event-stream.js';
import { StreamPlaces } from './stream-places.js';

/** A newsletter that changes fast is sent at most this often, not at each event. */
const TOGETHER_MS = 500;
/** With more changes at once, the client should read its page again. */
const MOST_AT_ONCE = 50;

/** Streams callers the changes of their newsletters. */
@Injectable()
export class LiveChanges {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly changes: Changes,
    private readonly places: StreamPlaces,
  ) {}

  /** Sends `status` for each change, or `many` if any may have changed; until the client leaves. */
  async stream(caller: Caller, response: Response): Promise<void> {
    await this.places.hold(caller, response, (stream) => this.follow(stream, caller));
  }

  private async follow(stream: EventStream, caller: Caller): Promise<void> {
    const changed = new Set<string | undefined>();
    const signal = new Signal();
    const stop = this.changes.onAny((id) => {
      changed.add(id);
      signal.notify();
    });
    stream.over.addEventListener('abort', () => signal.notify());
    try {
      while (!stream.over.aborted) {
        await signal.sleep();
        signal.reset();
        const ids = [...changed];
        changed.clear();
        await this.sendChanges(stream, caller, ids).catch(endUnlessKnown(stream));
        await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
      }
    } finally {
      stop();
    }
  }

  /** `ids`: what changed; undefined stands for any. */
  private async sendChanges(
    stream: EventStream,
    caller: Caller,
    ids: (string | undefined)[],
  ): Promise<void> {
    if (ids.includes(undefined)) return stream.send({ event: 'many', id: 0, data: {} });
    if (ids.length > MOST_AT_ONCE && caller.kind === 'operator') {
      return stream.send({ event: 'many', id: 0, data: { count: ids.length } });
    }
    for (const id of ids) {
      if (id === undefined) continue;
      const status = await this.reader.byId(id, caller).catch(unlessOthers);
      if (status) await stream.send({ event: 'status', id: status.version, data: status });
    }
  }
}

/** An unavailable store ends the stream: the client reconnects, and reads the list again. */
function endUnlessKnown(stream: EventStream) {
  return (error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
    stream.end();
  };
}

/** Reveals nothing about another site's newsletter. */
function unlessOthers(error: unknown): undefined {
  if (error instanceof Problem) return undefined;
  throw error;
}
