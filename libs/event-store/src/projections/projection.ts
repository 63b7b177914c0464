import type { Fact, Recorded, StreamId } from '#events';
import type { EntityManager } from 'typeorm';
import { CONDITIONS } from '../streams/conditions.js';

/** The columns of a deployment's status that events give. Times are ISO instants. */
export type DeploymentRow = {
  site: string;
  brand: string;
  postId: number;
  postUid: string;
  title: string;
  status: string;
  step: string | null;
  dueId: number | null;
  dueAt: string | null;
  held: string | null;
  failed: boolean;
  sendAt: string | null;
  trackId: string | null;
  wakeAt: string | null;
  wakeKey: string | null;
  body: object;
};

/** The columns of a brand's status that events give. */
export type BrandRow = {
  held: boolean;
  reason: string | null;
  words: string | null;
  probes: number;
  probeAt: string | null;
  body: object;
};

/** How a category's events are folded into its row. */
export type Projection<S, E extends Fact = Fact> = {
  category: StreamId['category'];
  initial: S;
  evolve(state: S, event: Recorded<E>): S;
  row(state: S): DeploymentRow | BrandRow | undefined;
  /** The state, if the row's body is all of it: then no event is read to decide. */
  stateOf?: (this: void, body: unknown) => S;
};

type Table = { name: string; key: string; columns: Record<string, string> };

const TABLES: Record<StreamId['category'], Table> = {
  deployment: {
    name: 'deployment_status',
    key: 'deployment_id',
    columns: {
      site: 'site',
      brand: 'brand',
      postId: 'post_id',
      postUid: 'post_uid',
      title: 'title',
      status: 'status',
      step: 'step',
      dueId: 'due_id',
      dueAt: 'due_at',
      held: 'held',
      failed: 'failed',
      sendAt: 'send_at',
      trackId: 'track_id',
      wakeAt: 'wake_at',
      wakeKey: 'wake_key',
      body: 'body',
    },
  },
  brand: {
    name: 'brand_status',
    key: 'brand',
    columns: {
      held: 'held',
      reason: 'reason',
      words: 'words',
      probes: 'probes',
      probeAt: 'probe_at',
      body: 'body',
    },
  },
};

export function tableOf(category: StreamId['category']): string {
  return TABLES[category].name;
}

/** $1 the stream: what its row has, and the conditions at the same moment. */
export function readRowOf(category: StreamId['category']): string {
  const { name, key } = TABLES[category];
  return `SELECT conditions.*, kept.version, kept.body FROM ${CONDITIONS} AS conditions
    LEFT JOIN ${name} AS kept ON kept.${key} = $1`;
}

export type Projected = {
  stream: StreamId;
  row: DeploymentRow | BrandRow;
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** A row of the projection's table, by the names of its columns. */
export function toTableRow({ stream, row, version, createdAt, updatedAt }: Projected): object {
  const { key, columns } = TABLES[stream.category];
  const values = Object.entries(columns).map(([field, column]) => [
    column,
    (row as Record<string, unknown>)[field] ?? null,
  ]);
  return {
    [key]: stream.id,
    version,
    created_at: createdAt,
    updated_at: updatedAt,
    ...Object.fromEntries(values),
  };
}

/** Adds rows to a table like the projection's, during a rebuild; existing rows of a stream are replaced. */
export async function writeRows(
  manager: EntityManager,
  category: StreamId['category'],
  { rows, table }: { rows: readonly object[]; table: string },
): Promise<void> {
  const { key, columns } = TABLES[category];
  const updated = ['version', 'updated_at', ...Object.values(columns)];
  await manager.query(
    `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
     ON CONFLICT (${key}) DO UPDATE SET
       ${updated.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(rows)],
  );
}
