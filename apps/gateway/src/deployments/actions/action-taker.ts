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

/** Who asks, and in which request. */
export type By = {
  caller: Caller;
  name: string | undefined;
  traceId: string;
  /** When it was shown what would happen: what people did since then is not overridden. */
  previewedAt?: string | undefined;
};

/** A store that was lost in the middle is looked at again: as a rule, it tells whether it took the action. */
const PATIENCE_MS = 2_000;

const CHANGED = conflict('Somebody changed it since the preview. Look at it again.');

/** Carries a person's wish to the domain and tells what became of it. */
@Injectable()
export class ActionTaker {
  constructor(
    private readonly store: EventStore,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** The store's clock, by which a preview is dated. */
  now(): Promise<string> {
    return this.store.now();
  }

  /** What would happen; nothing does. @throws Problem `not-now` with the reason. */
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

/** The key tells who may; the header may tell for whom, as WordPress knows the person. */
function metadataOf(deploymentId: string, { caller, name, traceId }: By): Metadata {
  // Header bytes come as Latin-1, and people have names in UTF-8.
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
