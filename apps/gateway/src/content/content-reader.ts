import { Inject, Injectable } from '@nestjs/common';
import { type ContentSnapshot, type Deployment, deploymentProjection } from '#deployment';
import { EventStore, Snapshots } from '#event-store';
import type { Caller } from '../access/callers.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem, notFound } from '../problem/problem.js';
import type { ContentQuery } from './content-query.js';
import { differs, omedaContent } from './omeda-content.js';

/** A newsletter's content, next to what Omeda has. */
@Injectable()
export class ContentReader {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly store: EventStore,
    private readonly snapshots: Snapshots,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** @throws Problem `not-found`; also if the content was erased. */
  async content(id: string, { revision: asked, isCompared }: ContentQuery, caller: Caller) {
    const { state, revision, ours } = await this.stored(id, asked, caller);
    if (isCompared) return this.compared(state, revision, ours);
    return { ...partsOf(revision, ours), omeda: null, differs: null };
  }

  /** The mail itself. @throws Problem `not-found`. */
  async html(id: string, revision: number | undefined, caller: Caller): Promise<string> {
    return (await this.stored(id, revision, caller)).ours.html;
  }

  private async stored(id: string, asked: number | undefined, caller: Caller) {
    await this.reader.byId(id, caller);
    const projection = deploymentProjection(this.settings.timing);
    const { events: facts } = await this.store.read({ category: 'deployment', id });
    const state = facts.reduce(projection.evolve, projection.initial);
    const changes = facts.flatMap((fact) => (fact.type === 'ContentChanged' ? [fact.data] : []));
    const change = asked === undefined ? changes.at(-1) : changes.find(isRevision(asked));
    if (!state || !change) throw withoutRevision(asked, changes.length);
    const ours = await this.snapshots.read(state.site, 'content', change.contentHash);
    if (!ours) throw new Problem('not-found', 'The content was erased; only its history is left.');
    return { state, revision: change.revision, ours: ours as ContentSnapshot };
  }

  private async compared(state: Deployment, revision: number, ours: ContentSnapshot) {
    const brand = this.settings.sites.brands.get(state.brand);
    const trackId = state.omeda?.contentHash ? state.omeda.trackId : undefined;
    const omeda = brand && trackId ? await omedaContent(brand, trackId) : null;
    const isOther = omeda && differs(ours, omeda);
    return { ...partsOf(revision, ours), omeda, differs: isOther };
  }
}

function partsOf(revision: number, ours: ContentSnapshot) {
  const { html, text, subject, preheader } = ours;
  return { revision, subject, preheader, html, text: text ?? null };
}

function isRevision(asked: number) {
  return ({ revision }: { revision: number }) => revision === asked;
}

function withoutRevision(asked: number | undefined, newest: number): Problem {
  if (asked === undefined) return notFound('content');
  return new Problem('not-found', `Revision ${asked} does not exist. The latest is ${newest}.`);
}
