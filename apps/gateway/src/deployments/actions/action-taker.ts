import { Inject, Injectable } from '@nestjs/common';
import {
  type Action,
  type Decision,
  conflict,
  decide,
  deploymentProjection,
  sentence,
  wasChangedSince,
} from '#deployment';
import type { DeploymentEvent, Metadata } from '#events';
import { EventStore } from '#event-store';
import type { Caller } from '../../access/callers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../../gateway-settings.js';
import { Problem, notFound } from '../../problem/problem.js';

/** The caller, and its request. */
export type By = {
  caller: Caller;
  name: string | undefined;
  traceId: string;
  /** Time of the preview: what people did since then is not overridden. */
  previewedAt?: string | undefined;
};

/** If the store is lost in the middle, it is read again: usually that shows whether the action was recorded. */
const PATIENCE_MS = 2_000;

const CHANGED = conflict('Someone changed it since the preview. Preview it again.');

/** Passes a person's action to the domain and reports the result. */
@Injectable()
export class ActionTaker {
  constructor(
    private readonly store: EventStore,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** The store's clock, which dates previews. */
  now(): Promise<string> {
    return this.store.now();
  }

  /** What would happen; changes nothing. @throws Problem `not-now` with the reason. */
  async previewOf(id: string, action: Action): Promise<string[]> {
    const { timing } = this.settings;
    const { state, now } = await this.store.load(deploymentProjection(timing), id);
    const decision = decide(state, action, now, timing);
    refuseConflict(decision);
    return sentencesOf(decision.facts, now);
  }

  /** What happened, in words. @throws Problem `not-now` with the reason. */
  async take(id: string, action: Action, by: By): Promise<string[]> {
    const { timing } = this.settings;
    let decision: Decision | undefined;
    const { state, events, now } = await this.store.change(
      deploymentProjection(timing),
      id,
      (known, now) => {
        const wanted = decide(known, action, now, timing);
        const isOther = wanted.facts.length > 0 && wasChangedSince(known, by.previewedAt);
        decision = isOther ? CHANGED : wanted;
        return decision.facts;
      },
      { metadata: metadataOf(id, by), patienceMs: PATIENCE_MS },
    );
    refuseConflict(decision);
    if (!state) throw notFound('deployment');
    return sentencesOf(events, now);
  }
}

/** @throws Problem `not-now`. */
function refuseConflict(decision: Decision | undefined): void {
  if (!decision?.conflict) return;
  const because = decision.because ?? 'Not possible in the current state.';
  throw new Problem('not-now', because, { because });
}

function sentencesOf(facts: readonly DeploymentEvent[], at: string): string[] {
  return facts.map((fact) => sentence({ ...fact, at }));
}

/** The key authorizes; the header may name the person, whom only WordPress knows. */
function metadataOf(deploymentId: string, { caller, name, traceId }: By): Metadata {
  // Header bytes are decoded as Latin-1, but names are in UTF-8.
  const person = Buffer.from(name ?? '', 'latin1')
    .toString()
    .replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, '')
    .slice(0, 100)
    .trim();
  const known = caller.kind === 'operator' ? caller.name : undefined;
  const actorName = person || known;
  return {
    correlationId: deploymentId,
    actor: { kind: 'person', id: caller.id, ...(actorName ? { name: actorName } : {}) },
    traceId,
  };
}
