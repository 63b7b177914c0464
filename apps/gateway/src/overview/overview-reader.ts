import { Injectable } from '@nestjs/common';
import { type AttentionGroup, EventStore, Overview } from '#event-store';
import { type Caller, maySee } from '../access/callers.js';
import { notFound } from '../problem/problem.js';
import { groupWords } from './group-words.js';
import type { CalendarQueryDto, GroupsQueryDto } from './overview-query.dto.js';

/** As many as can be acted on at once. */
export const MOST_MEMBERS = 500;

/** What needs people, by cause, and what goes out when; a site sees its own only. */
@Injectable()
export class OverviewReader {
  constructor(
    private readonly overview: Overview,
    private readonly store: EventStore,
  ) {}

  async groups(caller: Caller, query: GroupsQueryDto) {
    const now = await this.store.now();
    const scope = scopeOf(caller, query);
    const groups = scope ? await this.overview.groups(scope) : [];
    return { now, groups: groups.map((group) => groupAnswer(group, Date.parse(now))) };
  }

  /** @throws Problem `not-found`: also once nothing of it is left. */
  async group(caller: Caller, key: string) {
    const { now, groups } = await this.groups(caller, {});
    const group = groups.find((one) => one.key === key);
    const scope = scopeOf(caller, {});
    if (!group || !scope) throw notFound('group');
    const members = await this.overview.members(key, scope, MOST_MEMBERS);
    const deployments = members.map(({ sendAt, since, ...member }) => ({
      ...member,
      sendAt: sendAt?.toISOString() ?? null,
      since: since.toISOString(),
    }));
    return { now, ...group, deployments };
  }

  async calendar(caller: Caller, { from, to, timeZone = 'UTC', site }: CalendarQueryDto) {
    const scope = scopeOf(caller, site ? { site } : {});
    const zone = timeZone.replace(/^([+-])(?=\d)/, offsetSign);
    const days = scope ? await this.overview.calendar({ from, to, timeZone: zone }, scope) : [];
    return { timeZone, days };
  }
}

/** In PostgreSQL, as in POSIX, an offset counts west of Greenwich. */
function offsetSign(sign: string): string {
  return sign === '+' ? '-' : '+';
}

/** Undefined where the caller may see nothing of what is asked for. */
function scopeOf(caller: Caller, { site, brand }: GroupsQueryDto) {
  if (site && !maySee(caller, site)) return undefined;
  return { site: caller.kind === 'site' ? caller.site : site, brand };
}

function groupAnswer(group: AttentionGroup, now: number) {
  const { since, nextSendAt, hasFailed: _hasFailed, latest: _latest, ...rest } = group;
  return {
    ...rest,
    ...groupWords(group, now),
    since: since.toISOString(),
    nextSendAt: nextSendAt?.toISOString() ?? null,
  };
}
