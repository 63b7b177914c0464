import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { StoreUnavailable } from '#event-store';
import type { Caller } from '../access/callers.js';
import type { EventStream } from '../live/event-stream.js';
import { StreamPlaces } from '../live/stream-places.js';
import { Problem } from '../problem/problem.js';
import { Feed, type PlacedPage } from './feed.js';
import type { FeedQuery } from './feed-query.dto.js';

/** How long one read waits; then it is repeated, so that a restored store is noticed. */
const WAIT_MS = 30_000;

/** The feed as server-sent events. */
@Injectable()
export class FeedStreams {
  constructor(
    private readonly feed: Feed,
    private readonly places: StreamPlaces,
  ) {}

  /** Until the client leaves. @throws Problem before anything is sent. */
  async stream(caller: Caller, query: FeedQuery, response: Response): Promise<void> {
    const first = await this.feed.placedPage(
      caller,
      { ...query, waitMs: 0 },
      new AbortController().signal,
    );
    await this.places.hold(caller, response, async (stream) => {
      try {
        await this.follow(stream, caller, { query, page: first });
      } catch (error) {
        // The client reconnects, and then gets the error.
        if (!(error instanceof StoreUnavailable || error instanceof Problem)) throw error;
        stream.end();
      }
    });
  }

  private async follow(
    stream: EventStream,
    caller: Caller,
    { query, page }: { query: FeedQuery; page: PlacedPage },
  ): Promise<void> {
    for (;;) {
      await send(stream, page);
      if (stream.over.aborted) return;
      const { next: after, epoch } = page;
      page = await this.feed.placedPage(
        caller,
        { ...query, after, epoch, waitMs: WAIT_MS },
        stream.over,
      );
    }
  }
}

/**
 * Each event carries the position after it. An empty page sends it, too, as a bare id, which raises no event, so that
 * a client that reconnects does not begin before what was read already.
 */
async function send(stream: EventStream, page: PlacedPage): Promise<void> {
  const { events, places, next, epoch } = page;
  for (const [index, event] of events.entries()) {
    await stream.send({ event: event.type, id: `${epoch}:${places[index]}`, data: event });
  }
  if (events.length === 0) await stream.place(`${epoch}:${next}`);
}
