import type { Codec, Fact, Metadata, StoredEvent, StreamId } from '#events';

/** A row of the table `event`, as the driver reads it. */
export type EventRow = {
  id: string;
  category: StreamId['category'];
  stream_id: string;
  version: number;
  type: string;
  schema_version: number;
  data: unknown;
  metadata: Metadata;
  recorded_at: Date;
  /** The time of the decision, if what came before it in the feed was recorded later. */
  decided_at: Date | null;
};

/** @throws UnknownEventError for a type or version that this release does not know. */
export function toStoredEvent(row: EventRow, codec: Codec): StoredEvent {
  const fact = codec.decode({
    type: row.type,
    schemaVersion: row.schema_version,
    data: row.data,
  });
  return {
    ...fact,
    at: (row.decided_at ?? row.recorded_at).toISOString(),
    id: row.id,
    stream: { category: row.category, id: row.stream_id },
    version: row.version,
    metadata: row.metadata,
    ...(row.decided_at ? { recordedAt: row.recorded_at.toISOString() } : {}),
  };
}

export function toEventRow(event: StoredEvent, codec: Codec) {
  const { type, schemaVersion, data } = codec.encode(event as Fact);
  return {
    id: event.id,
    category: event.stream.category,
    stream_id: event.stream.id,
    version: event.version,
    type,
    schema_version: schemaVersion,
    data,
    metadata: event.metadata,
  };
}
