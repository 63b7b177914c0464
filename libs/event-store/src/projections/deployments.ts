import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BrandStatusEntity } from '../entities/brand-status.entity.js';
import { DeploymentStatusEntity } from '../entities/deployment-status.entity.js';
import { guarded } from '../errors.js';
import { searched } from './text-search.js';

export type DeploymentFilter = {
  site?: string;
  brand?: string;
  /** One of these. */
  statuses?: readonly string[];
  step?: string;
  held?: boolean;
  /** Part of the title, a whole TrackId, or a post number. */
  text?: string;
  /** Wanted to go out at this instant or later. */
  sendFrom?: string;
  /** Wanted to go out before this instant. */
  sendTo?: string;
};

/** Where a page ended: creation time and id, which never change. */
export type Cursor = { createdAt: string; deploymentId: string };

/** The longest page, plus one to see whether another follows. */
const MAX_PAGE = 201;

/** Why nothing of a brand is called now, and when it is retried. */
export type BrandHold = { reason: string | null; words: string | null; probeAt: string | null };

export type Standing = {
  deploymentId: string;
  trackId: string | null;
  status: string;
  title: string;
  /** When Omeda sends it, as far as the store knows. */
  scheduledFor: string | null;
};

const STANDINGS = `
SELECT deployment_id AS "deploymentId", track_id AS "trackId", status, title,
  body #>> '{achieved,scheduled,sendAt}' AS "scheduledFor"
FROM deployment_status WHERE brand = $1`;

/** A status, and when the due step is processed next, if that is later than it was first due. */
export type DeploymentStatus = DeploymentStatusEntity & { nextPollAt?: Date };

const NEXT_POLLS = `
SELECT tick.deployment_id AS id, tick.next_at AS at
FROM tick JOIN deployment_status AS status USING (deployment_id)
WHERE tick.deployment_id = ANY ($1::uuid[]) AND tick.wake_key = status.wake_key
  AND tick.next_at > status.due_at`;

/** Reads the status of deployments; newest first. */
@Injectable()
export class Deployments {
  constructor(private readonly dataSource: DataSource) {}

  async find(deploymentId: string): Promise<DeploymentStatus | null> {
    return this.withNextPoll(await guarded(() => this.repository.findOneBy({ deploymentId })));
  }

  /** The newest newsletter of a post number, which may have been used before. */
  async findByPost(site: string, postId: number): Promise<DeploymentStatus | null> {
    const where = { site, postId: String(postId) };
    const row = await guarded(() =>
      this.repository.findOne({ where, order: { createdAt: 'DESC' } }),
    );
    return this.withNextPoll(row);
  }

  /** All newsletters of a post number. */
  allOfPost(site: string, postId: number): Promise<DeploymentStatusEntity[]> {
    return guarded(() => this.repository.findBy({ site, postId: String(postId) }));
  }

  async list(filter: DeploymentFilter, limit: number, after?: Cursor): Promise<DeploymentStatus[]> {
    const query = this.repository.createQueryBuilder('d').orderBy({
      'd.createdAt': 'DESC',
      'd.deploymentId': 'DESC',
    });
    const { text, held, sendFrom, sendTo, statuses, ...exact } = filter;
    for (const [field, value] of Object.entries(exact)) {
      if (value !== undefined) query.andWhere(`d.${field} = :${field}`, { [field]: value });
    }
    if (statuses) query.andWhere('d.status IN (:...statuses)', { statuses });
    if (held !== undefined) query.andWhere(`d.held IS ${held ? 'NOT NULL' : 'NULL'}`);
    if (sendFrom) query.andWhere('d.sendAt >= :sendFrom', { sendFrom });
    if (sendTo) query.andWhere('d.sendAt < :sendTo', { sendTo });
    if (after) {
      query.andWhere('(d.createdAt, d.deploymentId) < (:createdAt, :deploymentId)', after);
    }
    const most = Math.min(limit, MAX_PAGE);
    const rows = await guarded(() =>
      text ? searched(query, text, most) : query.limit(most).getMany(),
    );
    return this.withNextPolls(rows);
  }

  /** A summary of what the store has of all newsletters of a brand at Omeda. */
  standings(brand: string): Promise<Standing[]> {
    return guarded(() => this.dataSource.query<Standing[]>(STANDINGS, [brand]));
  }

  /** Which of Omeda's deployments belong to another newsletter than this one, as far as the store knows. */
  async ofOthers(deploymentId: string, trackIds: readonly string[]): Promise<Set<string>> {
    const sql = `SELECT track_id AS "trackId" FROM deployment_status
      WHERE track_id = ANY ($1::text[]) AND deployment_id <> $2`;
    const rows = await guarded(() =>
      this.dataSource.query<{ trackId: string }[]>(sql, [[...trackIds], deploymentId]),
    );
    return new Set(rows.map(({ trackId }) => trackId));
  }

  /** The site of each of these, if known. */
  async sitesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const sql = `SELECT deployment_id AS id, site FROM deployment_status
      WHERE deployment_id = ANY ($1::uuid[])`;
    const rows = await guarded(() =>
      this.dataSource.query<{ id: string; site: string }[]>(sql, [[...new Set(ids)]]),
    );
    return new Map(rows.map(({ id, site }) => [id, site]));
  }

  /** How many there are of each brand and status. */
  counts(): Promise<{ brand: string; status: string; count: number }[]> {
    return guarded(() =>
      this.dataSource.query('SELECT brand, status, count FROM deployment_count WHERE count > 0'),
    );
  }

  /** The brands that are held; few, if any. */
  async brandHolds(): Promise<Map<string, BrandHold>> {
    const brands = this.dataSource.getRepository(BrandStatusEntity);
    const rows = await guarded(() => brands.findBy({ held: true }));
    return new Map(
      rows.map(({ brand, reason, words, probeAt }) => [
        brand,
        { reason, words, probeAt: probeAt?.toISOString() ?? null },
      ]),
    );
  }

  private async withNextPoll(row: DeploymentStatusEntity | null): Promise<DeploymentStatus | null> {
    return row && ((await this.withNextPolls([row]))[0] ?? null);
  }

  private async withNextPolls(rows: DeploymentStatusEntity[]): Promise<DeploymentStatus[]> {
    const ids = rows.filter(({ dueAt }) => dueAt).map(({ deploymentId }) => deploymentId);
    if (ids.length === 0) return rows;
    const polls = await guarded(() =>
      this.dataSource.query<{ id: string; at: Date }[]>(NEXT_POLLS, [ids]),
    );
    const byId = new Map(polls.map(({ id, at }) => [id, at]));
    return rows.map((row) => {
      const nextPollAt = byId.get(row.deploymentId);
      return nextPollAt ? Object.assign(row, { nextPollAt }) : row;
    });
  }

  private get repository() {
    return this.dataSource.getRepository(DeploymentStatusEntity);
  }
}
