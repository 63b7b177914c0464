import { Inject, Injectable } from '@nestjs/common';
import { deploymentProjection, sentence, statusOf } from '#deployment';
import type { DeploymentEvent, StoredEvent } from '#events';
import { type DeploymentStatus, Deployments, EventStore } from '#event-store';
import { type Caller, maySee } from '../access/callers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem, notFound } from '../problem/problem.js';
import { writeCursor } from './cursor.js';
import type { HistoryQuery } from './history-query.dto.js';
import type { ListQuery } from './list-query.dto.js';
import { type StatusAnswer, statusAnswer } from './status-answer.js';
import { whoOf } from './who.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Deployments as people see them; a site sees only its own. */
@Injectable()
export class DeploymentReader {
  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** The newest first; `next` leads to the following page. */
  async list(caller: Caller, { filter, limit, after }: ListQuery) {
    if (filter.site !== undefined && !maySee(caller, filter.site)) {
      return { deployments: [], next: null };
    }
    const seen = caller.kind === 'site' ? { ...filter, site: caller.site } : filter;
    const [rows, holds] = await Promise.all([
      this.deployments.list(seen, limit + 1, after),
      this.deployments.brandHolds(),
    ]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      deployments: page.map((row) => statusAnswer(row, holds)),
      next: last ? writeCursor(last) : null,
    };
  }

  /** @throws Problem `not-found`. */
  async byId(id: string, caller: Caller): Promise<StatusAnswer> {
    const row = UUID.test(id) ? await this.deployments.find(id) : null;
    return this.answer(row, caller, 'deployment');
  }

  /** The newest if a post number was reused. @throws Problem `not-found`. */
  async byPost(site: string, postId: number, caller: Caller): Promise<StatusAnswer> {
    const row = maySee(caller, site) ? await this.deployments.findByPost(site, postId) : null;
    return this.answer(row, caller, 'newsletter of this post');
  }

  /** The status after `version` events. @throws Problem `not-found`. */
  async at(id: string, version: number, caller: Caller) {
    const { version: newest } = await this.byId(id, caller);
    if (version > newest) {
      throw new Problem('not-found', `Event ${version} does not exist. The latest is ${newest}.`);
    }
    const projection = deploymentProjection(this.settings.timing);
    const stream = { category: 'deployment', id } as const;
    const { events } = await this.store.read(stream, version);
    const state = events.reduce(projection.evolve, projection.initial);
    const [first, last] = [events[0], events.at(-1)];
    if (!state || !first || !last) throw notFound('deployment');
    const { at: createdAt } = first;
    return { deploymentId: id, version, createdAt, updatedAt: last.at, ...statusOf(state) };
  }

  /** A page of events, each with its sentence; `next` leads to the following page. */
  async history(id: string, caller: Caller, { timeZone, ...page }: HistoryQuery) {
    await this.byId(id, caller);
    const stream = { category: 'deployment', id } as const;
    const found = await this.store.page(stream, { ...page, limit: page.limit + 1 });
    const events = found.slice(0, page.limit);
    return {
      deploymentId: id,
      events: events.map((event) => entryOf(event, timeZone)),
      next: found.length > page.limit ? (events.at(-1)?.version ?? null) : null,
    };
  }

  private async answer(row: DeploymentStatus | null, caller: Caller, what: string) {
    if (!row || !maySee(caller, row.site)) throw notFound(what);
    return statusAnswer(row, await this.deployments.brandHolds());
  }
}

type Happened = StoredEvent<DeploymentEvent>;

function entryOf(event: Happened, timeZone: string | undefined) {
  const { id, version, at, type, data, metadata } = event;
  return {
    id,
    version,
    at,
    type,
    sentence: sentence(event, timeZone),
    actor: metadata.actor,
    who: whoOf(metadata.actor),
    data,
  };
}
