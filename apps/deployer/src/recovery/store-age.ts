import { Injectable, Logger } from '@nestjs/common';
import type { Outcome } from '#deployment';
import type { DeploymentEventOf } from '#events';
import { FeedEpoch } from '#event-store';
import type { WakeUp } from '#messaging';

type Adopted = Extract<Outcome, { kind: 'adopted' }>;

/** Records that the store is older than what was done with it, so it was restored from a backup. */
@Injectable()
export class StoreAge {
  private readonly log = new Logger('StoreAge');
  private isReported = false;

  constructor(private readonly epochs: FeedEpoch) {}

  /** A failure here never holds up a newsletter. */
  async notice(sign: string): Promise<void> {
    if (this.isReported) return;
    this.isReported = true;
    const cure = 'Run "newsletter doctor --after-restore".';
    this.log.error(`The store is older than what has been done with it: ${sign}. ${cure}`);
    await this.epochs.notice(sign).catch((error: Error) => this.log.warn(error.message));
  }
}

export function unknownWakeUp({ deploymentId, dueId }: WakeUp): string {
  return `a wake-up names step ${dueId ?? 0} of newsletter ${deploymentId}, which the store does not have`;
}

/** A first create found a deployment that exists already. */
export function isUnknownBefore(
  { settling, request }: DeploymentEventOf<'StepStarted'>['data'],
  outcome: Outcome,
): outcome is Adopted {
  const isFirst = request.step === 'create' && request.mode !== 'adopt' && !settling;
  return isFirst && outcome.kind === 'adopted';
}
