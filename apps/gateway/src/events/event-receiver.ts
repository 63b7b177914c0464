import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Deployment, decide, deploymentProjection, statusOf } from '#deployment';
import { type DeploymentEvent, deploymentId } from '#events';
import { AlreadyReceived, EventStore, Receipts, Snapshots } from '#event-store';
import { GATEWAY_PARTS, type GatewayParts } from '../gateway-parts.js';
import { Problem } from '../problem/problem.js';
import { NewsletterRenderer } from '../rendering/newsletter-renderer.js';
import { commandOf, metadataOf } from './command.js';
import { type Content, contentOf } from './content.js';
import { refuseFarSequence } from './far-sequence.js';
import { readEvent } from './read-event.js';
import type { Answer, Received, Taken } from './received.js';
import { sourceOf } from './source-of.js';

const TAKEN = 202;
/** As often as a save is decided again when others append meanwhile; then the sender comes again. */
const TRIES = 10;

/** Takes in what WordPress reports, once each. */
@Injectable()
export class EventReceiver {
  @Inject(NewsletterRenderer) private readonly renderer!: NewsletterRenderer;

  constructor(
    private readonly store: EventStore,
    private readonly receipts: Receipts,
    private readonly snapshots: Snapshots,
    @Inject(GATEWAY_PARTS) private readonly parts: GatewayParts,
  ) {}

  /** @throws Problem, StoreUnavailable, or VersionConflict after the last try: nothing is kept then. */
  async receive(received: Received): Promise<Answer | Taken> {
    const { answer, epoch } = await this.earlierAnswer(received);
    if (answer) return answer;
    try {
      return await this.take(received, epoch);
    } catch (error) {
      if (!(error instanceof AlreadyReceived)) throw error;
    }
    const first = await this.earlierAnswer(received);
    if (first.answer) return first.answer;
    throw new Problem('try-again', 'The same event came in twice at once. Try again.', {
      retryAfterSeconds: 1,
    });
  }

  /** @throws Problem `other-body`. */
  private async earlierAnswer({
    site,
    signed,
    body,
  }: Received): Promise<{ epoch: string; answer?: Answer }> {
    const { webhookId } = signed;
    const { epoch, receipt } = await this.receipts.find(site.id, webhookId);
    if (!receipt) return { epoch };
    if (receipt.bodyHash !== sha256(body)) {
      const cure = 'give each event an id of its own, and keep its body over all tries.';
      throw new Problem('other-body', `${webhookId} came before with another body: ${cure}`);
    }
    const answer = receipt.answer as Omit<Answer, 'statusCode'>;
    return { epoch, answer: { statusCode: receipt.statusCode, ...answer } };
  }

  private async take(received: Received, epoch: string): Promise<Taken> {
    const { site, signed, body, traceId, wait } = received;
    const { timing, sites, contentLimitBytes } = this.parts;
    const event = readEvent(body, contentLimitBytes);
    const id = deploymentId(site.id, event.post.id, event.post.uid);
    const source = sourceOf(event, {
      brand: sites.brands.get(site.brand),
      template: site.template,
    });
    const content = source && contentOf(event, await this.renderer.render(source));
    const command = commandOf({ event, content, site, signed, immediately: wait !== undefined });
    let facts: DeploymentEvent[] = [];
    let json = '';
    const { now } = await this.store.change(
      deploymentProjection(timing),
      id,
      (state, at) => {
        refuseFarSequence(event.sequence, state?.sequence, at);
        return (facts = decide(state, command, at, timing).facts);
      },
      {
        metadata: metadataOf(event, signed, { deploymentId: id, traceId }),
        tries: TRIES,
        within: async (manager, { state }) => {
          json = JSON.stringify({ ...answerOf(id, state, facts), epoch });
          const owner = { site: site.id, deploymentId: id };
          if (isCounted(facts)) await this.snapshots.save(owner, named(content, state), manager);
          const { webhookId } = signed;
          const bodyHash = sha256(body);
          const receipt = { webhookId, bodyHash, statusCode: TAKEN, answer: { json } };
          await this.receipts.save({ site: site.id, ...receipt }, manager);
        },
      },
    );
    const counted = isCounted(facts);
    return { statusCode: TAKEN, json, epoch, deploymentId: id, at: now, isCounted: counted };
  }
}

/** The snapshots that an event names: others could never be erased. */
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

/** A stale event, or one for what is final, changes nothing: there is nothing to wait for. */
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
