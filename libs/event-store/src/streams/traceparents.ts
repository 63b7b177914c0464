import { Injectable } from '@nestjs/common';
import { isTracing } from '#tracing';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';

const LAST_OF_EACH = `
SELECT wanted.id, last.traceparent
FROM unnest($1::text[]) AS wanted (id), LATERAL (
  SELECT metadata ->> 'traceparent' AS traceparent FROM event
  WHERE category = 'deployment' AND stream_id = wanted.id ORDER BY version DESC LIMIT 1
) AS last
WHERE last.traceparent IS NOT NULL`;

type Row = { id: string; traceparent: string };

/** Which span recorded the last event of a deployment: the parent of its wake-up's span. */
@Injectable()
export class Traceparents {
  constructor(private readonly dataSource: DataSource) {}

  /** By deployment. Queries nothing while tracing is off. */
  async of(deploymentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (!isTracing() || deploymentIds.length === 0) return new Map();
    const rows = await guarded(() =>
      this.dataSource.query<Row[]>(LAST_OF_EACH, [[...deploymentIds]]),
    );
    return new Map(rows.map(({ id, traceparent }) => [id, traceparent]));
  }
}
