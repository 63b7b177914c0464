import { Injectable } from '@nestjs/common';
import { type AttentionGroup, EventStore, Overview } from '#event-store';
import { type Caller, maySee } from '../access/callers.js';
import { notFound } from '../problem/problem.js';
import { groupWords } from './group-words.js';
import type { CalendarQueryDto, GroupsQueryDto } from './overview-query.dto.js';

/** The limit of a bulk action. */
export const MOST_MEMBERS = 500;

/** What needs people, by cause, and what is sent when; a site sees only its own. */
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

  /** @throws Problem `not-found`: also once the group is empty. */
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

/** In PostgreSQL, as in POSIX, a positive offset is west of Greenwich. */
function offsetSign(sign: string): string {
  return sign === '+' ? '-' : '+';
}

/** Undefined if the caller may see nothing of the request. */
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
