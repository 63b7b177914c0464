import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { GROUPS, MEMBERS, NEAR } from './attention-sql.js';
import { BRANDS, CALENDAR, RUNNING, UPCOMING, WAKE_UP } from './overview-sql.js';

export const ATTENTION_KINDS = [
  'not-taken-back',
  'missed',
  'failed',
  'brand-held',
  'held',
  'late',
  'incomplete',
  'at-risk',
  'no-consent',
  'sent-after-withdrawal',
] as const;

export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** Newsletters that need a person for the same cause. */
export type AttentionGroup = {
  key: string;
  kind: AttentionKind;
  brand: string;
  heldBy: string | null;
  step: string | null;
  /** Omeda's words, or ours; details that differ between newsletters are left out. */
  words: string;
  count: number;
  /** A step of each of them has failed permanently. */
  hasFailed: boolean;
  /** Of the first of them. */
  since: Date;
  /** Of the last. */
  latest: Date;
  nextSendAt: Date | null;
  /** How many of them go out within the hour. */
  soon: number;
  sites: string[];
  /** Of the first three to go out. */
  titles: string[];
};

/** Newsletters of a brand that go out soon, and are not scheduled at Omeda. */
export type NearNewsletters = Pick<
  AttentionGroup,
  'brand' | 'count' | 'sites' | 'titles' | 'key'
> & {
  nextSendAt: Date;
};

export type AttentionMember = {
  deploymentId: string;
  site: string;
  brand: string;
  title: string;
  status: string;
  postId: number;
  trackId: string | null;
  sendAt: Date | null;
  since: Date;
};

export type CalendarCell = { day: string; brand: string; status: string; count: number };

export type WakeUpRecord = {
  wakeAt: Date | null;
  n: number | null;
  sentAt: Date | null;
  notBefore: Date | null;
  deliveries: number | null;
  parkedReason: string | null;
};

type Scope = { site?: string | undefined; brand?: string | undefined };

/** What people check first: what needs them, and what goes out when. */
@Injectable()
export class Overview {
  constructor(private readonly dataSource: DataSource) {}

  groups({ site, brand }: Scope): Promise<AttentionGroup[]> {
    return this.query(GROUPS, [site ?? null, brand ?? null]);
  }

  members(key: string, { site, brand }: Scope, limit: number): Promise<AttentionMember[]> {
    return this.query(MEMBERS, [site ?? null, brand ?? null, key, limit]);
  }

  /** What goes out within this many milliseconds; `key` is the group of the first. */
  near(withinMs: number, { site, brand }: Scope): Promise<NearNewsletters[]> {
    return this.query(NEAR, [site ?? null, brand ?? null, withinMs]);
  }

  /** How many go out on each day of a time zone. */
  calendar(
    { from, to, timeZone }: { from: string; to: string; timeZone: string },
    { site }: Scope,
  ): Promise<CalendarCell[]> {
    return this.query(CALENDAR, [from, to, timeZone, site ?? null]);
  }

  upcoming(hours: number): Promise<{ hour: Date; count: number }[]> {
    return this.query(UPCOMING, [hours]);
  }

  running(): Promise<
    {
      deploymentId: string;
      title: string;
      site: string;
      brand: string;
      step: string;
      since: Date;
    }[]
  > {
    return this.query(RUNNING, []);
  }

  brands(): Promise<{ brand: string; open: number; nextSendAt: Date | null }[]> {
    return this.query(BRANDS, []);
  }

  async wakeUp(deploymentId: string): Promise<WakeUpRecord | undefined> {
    return (await this.query<WakeUpRecord>(WAKE_UP, [deploymentId]))[0];
  }

  private query<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    return guarded(() => this.dataSource.query<T[]>(sql, parameters));
  }
}
