import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { StatusDocument } from '#deployment';
import { type DeploymentFilter, type DeploymentStatus, Deployments } from '#event-store';
import { type Caller, maySee } from '../../access/callers.js';

const PAGE = 200;
const SENT = ['sent', 'sent-after-withdrawal'];

const COLUMNS = [
  'site',
  'brand',
  'postId',
  'title',
  'trackId',
  'sentAt',
  'hours',
  'sent',
  'bounced',
  'uniqueOpens',
  'totalOpens',
  'uniqueClicks',
  'totalClicks',
  'status',
] as const;

type Row = Record<(typeof COLUMNS)[number], string | number | null | undefined>;

/** Opens and clicks of sent newsletters, one per line, for spreadsheets. */
@Injectable()
export class ResultsCsv {
  constructor(private readonly deployments: Deployments) {}

  /**
   * The newest first, in chunks: a year of them is never in memory at once. The first chunk is read
   * before the response begins.
   * @throws StoreUnavailable
   */
  async export(caller: Caller, filter: DeploymentFilter): Promise<Readable> {
    const lines = this.lines(caller, filter);
    const first = await lines.next();
    return Readable.from(following(csv([COLUMNS]) + (first.value ?? ''), lines));
  }

  private async *lines(
    caller: Caller,
    filter: DeploymentFilter,
  ): AsyncGenerator<string, undefined> {
    if (filter.site !== undefined && !maySee(caller, filter.site)) return;
    const seen = caller.kind === 'site' ? { ...filter, site: caller.site } : filter;
    const filtered = { ...seen, statuses: SENT };
    for await (const rows of this.pages(filtered)) yield csv(rows.map(rowOf));
  }

  private async *pages(filter: DeploymentFilter): AsyncGenerator<DeploymentStatus[]> {
    let last: DeploymentStatus | undefined;
    do {
      const after = last && {
        createdAt: last.createdAt.toISOString(),
        deploymentId: last.deploymentId,
      };
      const rows = await this.deployments.list(filter, PAGE, after);
      if (rows.length > 0) yield rows;
      last = rows.length === PAGE ? rows.at(-1) : undefined;
    } while (last);
  }
}

async function* following(first: string, others: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}

/** Keeps spreadsheets from taking a title for a formula. */
function csv(rows: readonly object[]): string {
  return stringify([...rows], { columns: [...COLUMNS], escape_formulas: true });
}

function rowOf({ site, brand, postId, title, trackId, status, body }: DeploymentStatus): Row {
  const { achieved } = body as StatusDocument;
  const { sent, results } = achieved ?? {};
  return {
    site,
    brand,
    postId,
    title,
    trackId,
    sentAt: sent?.sentAt,
    hours: results?.hours,
    sent: results?.sentCount ?? sent?.sentCount,
    bounced: results?.bounceCount,
    uniqueOpens: results?.uniqueOpens,
    totalOpens: results?.totalOpens,
    uniqueClicks: results?.uniqueClicks,
    totalClicks: results?.totalClicks,
    status,
  };
}
