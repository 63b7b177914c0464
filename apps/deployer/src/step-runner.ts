import {
  type AtOmeda,
  type Deployment,
  type Outcome,
  type Timing,
  type ContentSnapshot,
  type SettingsSnapshot,
} from '#deployment';
import type { DeploymentEventOf, EffectStep, StepRequest } from '#events';
import type { Snapshots } from '#event-store';
import { OmedaError, type OmedaClient } from '#omeda-client';
import type { BrandAccess } from './brands.js';
import { guarded } from './guarded-client.js';
import { Lease, LeaseOver } from './lease.js';
import { CannotRun, outcomeOf } from './outcome-of-error.js';
import { awaitAudience } from './steps/await-audience.js';
import { findCreated } from './steps/find-created.js';
import { HANDLERS } from './steps/handlers.js';
import type { StepContext, StepHandler } from './steps/step.js';
import { watch } from './steps/watch.js';

type Started = DeploymentEventOf<'StepStarted'>['data'];

/** Makes the calls of a started step and tells what came of it. */
export class StepRunner {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly timing: Timing,
  ) {}

  /** `lease over` when it ended on the way: whoever settles the start will know more. */
  async run(
    brand: BrandAccess,
    site: string,
    started: Started,
    lease: Lease,
  ): Promise<Outcome | 'lease over'> {
    const client = guarded(brand.client, lease);
    const context = this.contextOf(client, site, started);
    const handle = HANDLERS[started.step] as StepHandler<EffectStep>;
    try {
      return await withoutBrandFault(client, started.request, () => handle(context));
    } catch (error) {
      if (error instanceof LeaseOver) return 'lease over';
      throw error;
    }
  }

  /** Reads only; nothing when there is nothing new. */
  async read(
    brand: BrandAccess,
    state: Deployment & { omeda: AtOmeda },
    now: string,
  ): Promise<Outcome | undefined> {
    const { client } = brand;
    const { omeda } = state;
    const { timing } = this;
    return withoutBrandFault(client, undefined, async () =>
      state.due?.step === 'watch'
        ? watch(client, omeda)
        : awaitAudience({ client, omeda, now, timing }),
    );
  }

  private contextOf(
    client: OmedaClient,
    site: string,
    { request, settling }: Started,
  ): StepContext<EffectStep> {
    return {
      client,
      request,
      settling,
      content: (hash) => this.snapshot<ContentSnapshot>(site, 'content', hash),
      settings: (hash) => this.snapshot<SettingsSnapshot>(site, 'settings', hash),
    };
  }

  private async snapshot<T>(site: string, kind: 'content' | 'settings', hash: string): Promise<T> {
    const body = await this.snapshots.read(site, kind, hash);
    if (!body) throw new CannotRun(`Its ${kind} was erased: save the post again.`);
    return body as T;
  }
}

/** Runs a call; after a passing failure one cheap search tells whether the brand is at fault. */
async function withoutBrandFault<T extends Outcome | undefined>(
  client: OmedaClient,
  request: StepRequest | undefined,
  call: () => Promise<T>,
): Promise<T | Outcome> {
  let outcome: Outcome;
  try {
    return await call();
  } catch (error) {
    outcome = inTime(outcomeOf(error), request);
  }
  if (outcome.kind !== 'transient') return outcome;
  try {
    return await lookAround(client, request, outcome);
  } catch (error) {
    if (!(error instanceof OmedaError)) throw error;
    const isBrandFault = error.class === 'transient' || error.class === 'brand-refused';
    if (!isBrandFault) return outcome;
    return { kind: 'brand-fault', words: error.message, unclear: outcome.unclear };
  }
}

/** Only *schedule* waits for its time; another date that has passed is asked for anew. */
function inTime(outcome: Outcome, request: StepRequest | undefined): Outcome {
  const isDated = outcome.kind === 'refused' && outcome.why === 'not-in-future';
  if (!isDated || request?.step === 'schedule') return outcome;
  return { kind: 'transient', words: outcome.words, unclear: false };
}

/** The search after a create of unknown effect is the first of the two that must find nothing. */
async function lookAround(
  client: OmedaClient,
  request: StepRequest | undefined,
  outcome: Extract<Outcome, { kind: 'transient' }>,
): Promise<Outcome> {
  if (request?.step !== 'create' || request.mode === 'adopt') {
    await client.search({ numResults: 1 });
    return outcome;
  }
  const [trackId] = await findCreated(client, request);
  if (trackId) return { kind: 'created', trackId, found: true, marker: request.marker };
  return { ...outcome, searchedEmpty: true };
}
