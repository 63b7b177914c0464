import { randomUUID } from 'node:crypto';
import { currentTraceparent } from '#tracing';
import type { Codec, Fact, Metadata, StoredEvent, StreamId } from '#events';
import type { People } from '../people/people.js';
import { type BrandRow, type DeploymentRow, toTableRow } from '../projections/projection.js';
import type { Receipt } from '../records/receipts.js';
import type { SnapshotOwner, Snapshot } from '../snapshots/snapshots.js';
import { toEventRow } from '../streams/stored-event.js';

/** What is stored with the events in one transaction. */
export type Alongside = {
  /** The response to a request, in case its sender repeats it. */
  receipt?: Receipt;
  /** The snapshots that the events name by hash. */
  snapshots?: { owner: SnapshotOwner; kept: readonly Omit<Snapshot, 'site'>[] };
};

export type Append<E extends Fact = Fact> = Alongside & {
  stream: StreamId;
  /** The version that was read; 0 for a stream that does not exist yet. */
  expectedVersion: number;
  facts: readonly E[];
  /** The store's clock as read with the stream; it becomes the recorded time. */
  at: string;
  metadata: Metadata;
  /** Id of the first event, by which its caller can recognize it. */
  firstId?: string;
  /** The projection's row after these facts. */
  row?: DeploymentRow | BrandRow | undefined;
};

export function eventsOf<E extends Fact>(append: Append<E>): StoredEvent<E>[] {
  const { stream, expectedVersion, facts, at, firstId } = append;
  const traceparent = currentTraceparent();
  const metadata = traceparent ? { ...append.metadata, traceparent } : append.metadata;
  return facts.map((fact, index) => ({
    ...fact,
    at,
    id: index === 0 && firstId ? firstId : randomUUID(),
    stream,
    version: expectedVersion + index + 1,
    metadata,
  }));
}

/** The append as JSON, in the form that the function `append_batch` expects. `events`: those of `eventsOf`. */
export async function toItem(
  append: Append,
  events: readonly StoredEvent[],
  { codec, people }: { codec: Codec; people: People },
): Promise<string> {
  const { stream, expectedVersion, at, row, receipt, snapshots } = append;
  const sealed = await people.seal(events, row && 'site' in row ? row.site : '');
  return JSON.stringify({
    category: stream.category,
    streamId: stream.id,
    expectedVersion,
    at,
    events: sealed.map((event) => toEventRow(event, codec)),
    row: events.length > 0 && row ? rowOf(append, row) : null,
    ...(receipt ? { receipt: toReceiptRow(receipt) } : {}),
    ...(snapshots && snapshots.kept.length > 0
      ? { ...snapshots.owner, snapshots: snapshots.kept }
      : {}),
  });
}

function rowOf({ stream, expectedVersion, facts, at }: Append, row: DeploymentRow | BrandRow) {
  const version = expectedVersion + facts.length;
  return toTableRow({ stream, row, version, createdAt: at, updatedAt: at });
}

function toReceiptRow({ site, webhookId, bodyHash, statusCode, answer }: Receipt) {
  return {
    site,
    webhook_id: webhookId,
    body_hash: bodyHash,
    status_code: statusCode,
    answer,
  };
}
