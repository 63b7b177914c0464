import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Deployment, decide, deploymentProjection, statusOf } from '#deployment';
import { type DeploymentEvent, deploymentId } from '#events';
import { AlreadyReceived, EventStore, type Receipt, Receipts, SiteZones } from '#event-store';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem } from '../problem/problem.js';
import { NewsletterRenderer } from '../rendering/newsletter-renderer.js';
import { commandOf, metadataOf } from './command.js';
import { type Content, contentOf } from './content.js';
import { refuseFarSequence } from './far-sequence.js';
import { readEvent } from './read-event.js';
import type { Answer, Received, Taken } from './received.js';
import { RunWaiter } from './run-waiter.js';
import { sourceOf } from './source-of.js';

const TAKEN = 202;
const DONE = 200;
/** Decisions on a save while others append concurrently; after that the sender retries. */
const TRIES = 10;

/** Accepts events from WordPress, each once. */
@Injectable()
export class EventReceiver {
  @Inject(GATEWAY_SETTINGS) private readonly settings!: GatewaySettings;
  @Inject(SiteZones) private readonly zones!: SiteZones;

  constructor(
    private readonly store: EventStore,
    private readonly receipts: Receipts,
    private readonly renderer: NewsletterRenderer,
    private readonly waiter: RunWaiter,
  ) {}

  /**
   * Responds at once; if the sender prefers to wait, once all due steps are done.
   * @throws Problem, StoreUnavailable, or VersionConflict after the last try: nothing is stored then.
   */
  async receive(received: Received): Promise<Answer> {
    const answer = await this.takeOnce(received);
    const waits = received.wait !== undefined && 'isCounted' in answer && answer.isCounted;
    // The event is accepted, whatever happens to the wait.
    return waits ? this.afterWait(received, answer).catch(() => answer) : answer;
  }

  private async takeOnce(received: Received): Promise<Answer | Taken> {
    const { site, signed } = received;
    try {
      return await this.takeWithBrand(received);
    } catch (error) {
      if (error instanceof AlreadyReceived) return earlierAnswer(error.receipt, received);
      if (!(error instanceof Problem)) throw error;
      // Once accepted, it stays accepted, even if it would be refused now.
      const receipt = await this.receipts.find(site.id, signed.webhookId);
      if (receipt) return earlierAnswer(receipt, received);
      throw error;
    }
  }

  /** A newsletter keeps its first brand, even if its site was moved to another. */
  private async takeWithBrand(received: Received): Promise<Taken> {
    try {
      return await this.take(received, received.site.brand);
    } catch (error) {
      if (!(error instanceof OtherBrand)) throw error;
      return this.take(received, error.brand);
    }
  }

  /** @throws OtherBrand if the newsletter's brand is not the one it would be rendered for. */
  private async take(received: Received, brand: string): Promise<Taken> {
    const { site, signed, body, traceId, note, wait } = received;
    const { timing, sites, contentLimitBytes } = this.settings;
    const event = readEvent(body, contentLimitBytes);
    const id = deploymentId(site.id, event.post.id, event.post.uid);
    note({ deployment: id, site: site.id, brand, event: event.type });
    const source = sourceOf(event, {
      brand: sites.brands.get(brand),
      template: site.template,
    });
    const content = source && contentOf(event, await this.renderer.render(source));
    const command = commandOf({ event, content, site, signed, immediately: wait !== undefined });
    let facts: DeploymentEvent[] = [];
    let json = '';
    const { now, epoch } = await this.store.change(
      deploymentProjection(timing),
      id,
      (state, at) => {
        if (state && state.brand !== brand) throw new OtherBrand(state.brand);
        refuseFarSequence(event.sequence, state?.sequence, at);
        return (facts = decide(state, command, at, timing).facts);
      },
      {
        metadata: metadataOf(event, signed, { deploymentId: id, traceId }),
        tries: TRIES,
        alongside: ({ state, epoch }) => {
          json = JSON.stringify({ ...answerOf(id, state, facts), epoch });
          return {
            receipt: { ...keyOf(received), statusCode: TAKEN, answer: { json } },
            snapshots: {
              owner: { site: site.id, deploymentId: id },
              kept: isCounted(facts) ? named(content, state) : [],
            },
          };
        },
      },
    );
    const counted = isCounted(facts);
    // Only for displayed times; the event is accepted without it.
    if (counted) await this.zones.record(site.id, event.site.timeZone).catch(() => undefined);
    return { statusCode: TAKEN, json, epoch, deploymentId: id, at: now, isCounted: counted };
  }

  /** From now on, a repeat gets this response, too. */
  private async afterWait(received: Received, taken: Taken): Promise<Answer> {
    const { wait = 0, gone, site, signed } = received;
    const { deploymentId: id, epoch, at: from } = taken;
    const waited = await this.waiter.wait(id, { milliseconds: wait * 1000, from, gone });
    if (!waited || gone.aborted) return taken;
    const statusCode = waited.isSettled ? DONE : TAKEN;
    const answer = {
      json: JSON.stringify({ deploymentId: id, ...waited.status, epoch }),
      preferenceApplied: `wait=${wait}`,
    };
    const { webhookId } = signed;
    await this.receipts.replace({ site: site.id, webhookId, statusCode, answer });
    return { statusCode, ...answer };
  }
}

class OtherBrand extends Error {
  constructor(readonly brand: string) {
    super(brand);
  }
}

type Kept = Pick<Receipt, 'bodyHash' | 'statusCode'> & { answer: unknown };

function keyOf({ site, signed, body }: Received) {
  return { site: site.id, webhookId: signed.webhookId, bodyHash: sha256(body) };
}

/** @throws Problem `other-body`. */
function earlierAnswer(receipt: Kept, { signed, body }: Received): Answer {
  if (receipt.bodyHash !== sha256(body)) {
    const cure = 'give each event its own ID, and send the same body with each retry.';
    throw new Problem(
      'other-body',
      `${signed.webhookId} was already used with a different body: ${cure}`,
    );
  }
  const answer = receipt.answer as Omit<Answer, 'statusCode'>;
  return { statusCode: receipt.statusCode, ...answer };
}

/** Only the snapshots that an event names: others could never be erased. */
function named(content: Content | null, state: Deployment | undefined) {
  if (!content) return [];
  const { wanted, snapshots } = content;
  const all = [
    { kind: 'content', hash: wanted.contentHash, body: snapshots.content },
    { kind: 'settings', hash: wanted.settingsHash, body: snapshots.settings },
  ] as const;
  const inEvents = [state?.content?.contentHash, state?.content?.settingsHash];
  return all.filter(({ hash }) => inEvents.includes(hash));
}

/** A stale event, or one for a final newsletter, changes nothing: there is nothing to wait for. */
function isCounted(facts: DeploymentEvent[]): boolean {
  const received = facts.find((fact) => fact.type === 'PostReceived')?.data;
  return received !== undefined && !received.stale && !received.ignored;
}

/** The status, and whether the event came too late to count. */
function answerOf(id: string, state: Deployment | undefined, facts: DeploymentEvent[]) {
  const received = facts.find((fact) => fact.type === 'PostReceived')?.data;
  return {
    deploymentId: id,
    ...(state ? statusOf(state) : {}),
    ...(received?.stale ? { stale: true, highest: state?.sequence } : {}),
    ...(received?.ignored ? { ignored: received.ignored } : {}),
  };
}

function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
