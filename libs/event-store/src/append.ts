import { randomUUID } from 'node:crypto';
import {
  type Codec,
  type Fact,
  type Metadata,
  type StoredEvent,
  type StreamId,
  streamName,
} from '#events';
import type { DataSource, EntityManager } from 'typeorm';
import { VersionConflict, isDuplicate } from './errors.js';
import { type BrandRow, type DeploymentRow, writeRow } from './projection.js';
import type { People } from './people/people.js';
import { toEventRow } from './stored-event.js';

export type Append = {
  stream: StreamId;
  /** The version that was read; 0 for a stream that is not there yet. */
  expectedVersion: number;
  facts: readonly Fact[];
  /** The store's clock as read with the stream; it becomes the recorded time. */
  at: string;
  metadata: Metadata;
  /** Id of the first event, for who must recognize it. */
  firstId?: string;
  /** The projection's row after these facts. */
  row?: DeploymentRow | BrandRow | undefined;
  /** Runs first, in the same transaction. */
  within?: (manager: EntityManager) => Promise<void>;
};

/** Where it is appended, and how events become rows. */
type Into = { dataSource: DataSource; codec: Codec; people: People };

/**
 * Events, projection and feed in one transaction; only keys of people that were not heard of before
 * are made ahead of it. @throws VersionConflict when another was first.
 */
export async function appendTo(
  { dataSource, codec, people }: Into,
  append: Append,
): Promise<StoredEvent[]> {
  const events = numbered(append);
  const sealed = await people.seal(events, siteOf(append));
  try {
    await dataSource.transaction(async (manager) => {
      await append.within?.(manager);
      if (events.length > 0) await insert(manager, codec, append, sealed);
    });
  } catch (error) {
    if (isDuplicate(error, 'event_stream_version')) {
      throw new VersionConflict(streamName(append.stream), append.expectedVersion);
    }
    throw error;
  }
  return events;
}

function siteOf({ row }: Append): string {
  return row && 'site' in row ? row.site : '';
}

function numbered(append: Append): StoredEvent[] {
  const { stream, expectedVersion, facts, at, metadata, firstId } = append;
  return facts.map(({ type, data }, index) => ({
    type,
    data,
    at,
    id: index === 0 && firstId ? firstId : randomUUID(),
    stream,
    version: expectedVersion + index + 1,
    metadata,
  }));
}

async function insert(
  manager: EntityManager,
  codec: Codec,
  { stream, row, at }: Append,
  events: StoredEvent[],
): Promise<void> {
  if (row) {
    const version = events.at(-1)?.version ?? 0;
    await writeRow(manager, { stream, row, version, createdAt: at, updatedAt: at });
  }
  // The last statement: nothing is locked after the feed's lock.
  const rows = events.map((event) => toEventRow(event, codec));
  await manager.query('SELECT append_events($1::jsonb)', [JSON.stringify(rows)]);
}
