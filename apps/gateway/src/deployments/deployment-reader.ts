import { Injectable } from '@nestjs/common';
import { type StatusDocument, sentence } from '#deployment';
import type { DeploymentEvent, StoredEvent } from '#events';
import { type DeploymentStatusEntity, Deployments, EventStore } from '#event-store';
import { type Caller, maySee } from '../access/callers.js';
import { notFound } from '../problem/problem.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What people see of deployments; a site sees its own only. */
@Injectable()
export class DeploymentReader {
  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
  ) {}

  /** The newest first. */
  async list(caller: Caller, { limit }: { limit: number }) {
    const own = caller.kind === 'site' ? { site: caller.site } : {};
    const rows = await this.deployments.list(own, limit);
    return { deployments: rows.map((row) => statusOfRow(row)) };
  }

  /** @throws Problem `not-found`. */
  async byId(id: string, caller: Caller) {
    const row = UUID.test(id) ? await this.deployments.find(id) : null;
    if (!row || !maySee(caller, row.site)) throw notFound('deployment');
    return statusOfRow(row);
  }

  /** The newest where a post number was used again. @throws Problem `not-found`. */
  async byPost(site: string, postId: number, caller: Caller) {
    const row = maySee(caller, site) ? await this.deployments.findByPost(site, postId) : null;
    if (!row) throw notFound('newsletter of this post');
    return statusOfRow(row);
  }

  /** All that happened, in order, each with its sentence. @throws Problem `not-found`. */
  async history(id: string, caller: Caller) {
    await this.byId(id, caller);
    const { events } = await this.store.read({ category: 'deployment', id });
    return { deploymentId: id, events: events.map((event) => entry(event as Happened)) };
  }
}

function statusOfRow({ deploymentId, body }: DeploymentStatusEntity) {
  return { deploymentId, ...(body as StatusDocument) };
}

type Happened = StoredEvent<DeploymentEvent>;

function entry(event: Happened) {
  const { id, version, at, type, data, metadata } = event;
  return { id, version, at, type, sentence: sentence(event), actor: metadata.actor, data };
}
