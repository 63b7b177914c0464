import { Injectable } from '@nestjs/common';
import {
  type Deployment,
  type Outcome,
  type ContentSnapshot,
  type SettingsSnapshot,
} from '#deployment';
import { type DeploymentEventOf, type EffectStep, type StepRequest, isReadStep } from '#events';
import { Deployments, Snapshots } from '#event-store';
import { OmedaError, type OmedaClient } from '#omeda-client';
import type { BrandAccess } from '../brands/brands.js';
import { CallLog } from '../calls/call-log.js';
import { logged } from '../calls/logged-client.js';
import { guarded } from './guarded-client.js';
import { Lease, LeaseOver } from './lease.js';
import { CannotRun, outcomeOf } from './outcome-of-error.js';
import { type Searching, findCreated, ofGeneration } from '../steps/find-created.js';
import { HANDLERS, READ_HANDLERS } from '../steps/handlers.js';
import { NotesCache } from '../steps/notes-cache.js';
import { observe } from '../steps/observe.js';
import type { StepContext, StepHandler } from '../steps/step.js';

type Newsletter = { site: string; deploymentId: string };
type Started = DeploymentEventOf<'StepStarted'>['data'];

/** Makes the calls of a started step and returns the outcome. */
@Injectable()
export class StepRunner {
  private readonly notes = new NotesCache();

  constructor(
    private readonly snapshots: Snapshots,
    private readonly calls: CallLog,
    private readonly deployments: Deployments,
  ) {}

  /** `lease over` if it ended meanwhile: resolving the start will find the outcome. */
  async run(
    brand: BrandAccess,
    { site, deploymentId }: Newsletter,
    started: Started,
    lease: Lease,
  ): Promise<Outcome | 'lease over'> {
    const { step, dueId } = started;
    const owner = { site, brand: brand.name, deploymentId, step, dueId };
    const client = guarded(logged(brand.client, owner, this.calls), lease);
    const callbackUrl = brand.audienceCallback?.(deploymentId, dueId);
    const searching = this.searchingBy(client, deploymentId);
    const context = {
      ...searching,
      ...this.contextOf(site, started),
      ...(callbackUrl ? { callbackUrl } : {}),
    };
    const handle = HANDLERS[started.step] as StepHandler<EffectStep>;
    try {
      return await withoutBrandFault(searching, started.request, () => handle(context));
    } catch (error) {
      if (error instanceof LeaseOver) return 'lease over';
      throw error;
    }
  }

  /** Only reads; undefined if there is nothing to report. */
  async read(
    brand: BrandAccess,
    deploymentId: string,
    state: Deployment,
  ): Promise<Outcome | undefined> {
    const { site, due } = state;
    if (!due || !isReadStep(due.step)) return undefined;
    const { step, dueId } = due;
    const owner = { site, brand: brand.name, deploymentId, step, dueId };
    const client = logged(brand.client, owner, this.calls);
    const handle = READ_HANDLERS[due.step];
    const content = (hash: string) => this.snapshot<ContentSnapshot>(site, 'content', hash);
    const searching = this.searchingBy(client, deploymentId);
    return withoutBrandFault(searching, undefined, () => handle({ ...searching, content, state }));
  }

  private searchingBy(client: OmedaClient, deploymentId: string): Searching {
    const { notes, deployments } = this;
    const ofOthers = (trackIds: readonly string[]) => deployments.ofOthers(deploymentId, trackIds);
    return { client, notes, ofOthers };
  }

  private contextOf(
    site: string,
    { request, settling: resolving }: Started,
  ): Omit<StepContext<EffectStep>, keyof Searching> {
    return {
      request,
      resolving,
      content: (hash) => this.snapshot<ContentSnapshot>(site, 'content', hash),
      settings: (hash) => this.snapshot<SettingsSnapshot>(site, 'settings', hash),
    };
  }

  private async snapshot<T>(site: string, kind: 'content' | 'settings', hash: string): Promise<T> {
    const body = await this.snapshots.read(site, kind, hash);
    if (!body) throw new CannotRun(`Its ${kind} was erased. Save the post again.`);
    return body as T;
  }
}

/** Runs a call; after a transient failure, one cheap search shows whether the brand is at fault. */
async function withoutBrandFault<T extends Outcome | undefined>(
  asking: Searching,
  request: StepRequest | undefined,
  call: () => Promise<T>,
): Promise<T | Outcome> {
  let outcome: Outcome;
  try {
    return await call();
  } catch (error) {
    outcome = inTime(await explained(asking.client, request, error), request);
  }
  if (outcome.kind !== 'transient') return outcome;
  try {
    return await searchAfterFailure(asking, request, outcome);
  } catch (error) {
    // The outcome is reported even if the lease has ended or the search fails otherwise.
    if (!(error instanceof OmedaError)) return outcome;
    const isBrandFault = error.class === 'transient' || error.class === 'brand-refused';
    return isBrandFault ? brandFault(error, outcome) : outcome;
  }
}

type Failure = Extract<Outcome, { kind: 'transient' }>;

/** `first`: the failure before the search. The longer of both requested waits counts. */
function brandFault({ message, retryAfterMs }: OmedaError, first: Failure): Outcome {
  const asked = [retryAfterMs, first.retryAfterMs].filter((ms) => ms !== undefined);
  return {
    kind: 'brand-fault',
    words: message,
    unclear: first.unclear,
    ...(asked.length > 0 ? { retryAfterMs: Math.max(...asked) } : {}),
  };
}

/** Omeda refuses to edit or stop a deployment without naming its status: a lookup shows it. */
async function explained(
  client: OmedaClient,
  request: StepRequest | undefined,
  error: unknown,
): Promise<Outcome> {
  const outcome = outcomeOf(error);
  if (!(error instanceof OmedaError) || !request || !('trackId' in request)) return outcome;
  if (error.class !== 'not-editable' && error.class !== 'sent') return outcome;
  try {
    const deployment = await observe(client, request.trackId);
    if (error.class === 'not-editable') {
      return { kind: 'seen', deployment, refusal: error.message };
    }
    return deployment.status === 'sent' ? { kind: 'seen', deployment } : outcome;
  } catch {
    return outcome;
  }
}

/** Only *schedule* waits for its time; other steps are retried with a new date. */
function inTime(outcome: Outcome, request: StepRequest | undefined): Outcome {
  const isDated = outcome.kind === 'refused' && outcome.why === 'not-in-future';
  if (!isDated || request?.step === 'schedule') return outcome;
  return { kind: 'transient', words: outcome.words, unclear: false };
}

/** The search after an in-doubt create is the first of the two that must find nothing. */
async function searchAfterFailure(
  asking: Searching,
  request: StepRequest | undefined,
  outcome: Failure,
): Promise<Outcome> {
  if (request?.step !== 'create' || request.mode === 'adopt' || request.seek) {
    await asking.client.search({ numResults: 1 });
    return outcome;
  }
  const search = await findCreated(asking, request);
  const [found] = ofGeneration(search, request.marker);
  if (found && found.status !== 'New') return outcome;
  if (found)
    return { kind: 'created', trackId: found.trackId, found: true, marker: request.marker };
  return search.isSure ? { ...outcome, searchedEmpty: true } : outcome;
}
