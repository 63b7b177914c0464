import { Inject, Injectable } from '@nestjs/common';
import { type ContentSnapshot, type Deployment, deploymentProjection } from '#deployment';
import { EventStore, Snapshots } from '#event-store';
import type { Caller } from '../access/callers.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem, notFound } from '../problem/problem.js';
import { differs, omedaContent } from './omeda-content.js';

/** What a newsletter says, beside what Omeda holds of it. */
@Injectable()
export class ContentReader {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly store: EventStore,
    private readonly snapshots: Snapshots,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** @throws Problem `not-found`; also where the content was erased. */
  async content(id: string, asked: number | undefined, caller: Caller) {
    await this.reader.byId(id, caller);
    const projection = deploymentProjection(this.settings.timing);
    const { events: facts } = await this.store.read({ category: 'deployment', id });
    const state = facts.reduce(projection.evolve, projection.initial);
    const changes = facts.flatMap((fact) => (fact.type === 'ContentChanged' ? [fact.data] : []));
    const change = asked === undefined ? changes.at(-1) : changes.find(isRevision(asked));
    if (!state || !change) throw withoutRevision(asked, changes.length);
    const ours = await this.snapshots.read(state.site, 'content', change.contentHash);
    if (!ours) throw new Problem('not-found', 'The content was erased; only its history is left.');
    return this.compared(state, change.revision, ours as ContentSnapshot);
  }

  private async compared(state: Deployment, revision: number, ours: ContentSnapshot) {
    const { html, text = null, subject, preheader } = ours;
    const brand = this.settings.sites.brands.get(state.brand);
    const trackId = state.omeda?.contentHash ? state.omeda.trackId : undefined;
    const omeda = brand && trackId ? await omedaContent(brand, trackId) : null;
    const isOther = omeda && differs(ours, omeda);
    return { revision, subject, preheader, html, text, omeda, differs: isOther };
  }
}

function isRevision(asked: number) {
  return ({ revision }: { revision: number }) => revision === asked;
}

function withoutRevision(asked: number | undefined, newest: number): Problem {
  if (asked === undefined) return notFound('content');
  return new Problem('not-found', `Revision ${asked} does not exist. The latest is ${newest}.`);
}
