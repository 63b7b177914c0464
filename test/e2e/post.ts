import { randomUUID } from 'node:crypto';
import type { StatusDocument } from '#deployment';
import type { DeploymentEvent, Recorded } from '#events';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import { SIGNING_SECRET, SITE, SITE_KEY } from './sites.js';
import type { World } from './world.js';

type PostChanges = {
  sequence?: number;
  date?: string;
  title?: string;
  omedaTypeId?: number;
  type?: object;
};

type Entry = { sentence: string; type: string };

/** One post of the site, as WordPress would send it. */
export class Post {
  readonly uid = randomUUID();
  private sequence = 0;
  private deploymentId = '';

  constructor(
    private readonly world: World,
    readonly id: number,
  ) {}

  saved(text: string, changes: PostChanges = {}) {
    return this.report('post.saved', 'draft', text, changes);
  }

  updated(text: string, changes: PostChanges = {}) {
    return this.report('post.saved', 'publish', text, changes);
  }

  published(text: string, changes: PostChanges = {}) {
    return this.report('post.published', 'publish', text, changes);
  }

  scheduledFor(date: string, text: string) {
    return this.report('post.scheduled', 'future', text, { date });
  }

  async report(type: string, status: string, text: string, changes: PostChanges) {
    const { sequence, date, title, omedaTypeId = 1, type: settings } = changes;
    this.sequence = sequence ?? this.sequence + 1;
    const body = JSON.stringify(
      postEvent({
        type,
        sequence: this.sequence,
        occurredAt: new Date().toISOString(),
        post: {
          id: this.id,
          uid: this.uid,
          status,
          html: `<p>${text}</p>`,
          date: date ?? null,
          ...(title ? { title } : {}),
        },
        deploymentType: { omedaDeploymentTypeId: omedaTypeId, ...settings },
      } as never),
    );
    const response = await fetch(`${this.world.newsroom.url}/v1/sites/${SITE}/events`, {
      method: 'POST',
      body,
      headers: signedHeaders({ secret: SIGNING_SECRET, body }),
    });
    const answer = (await response.json()) as { deploymentId?: string };
    this.deploymentId ||= answer.deploymentId ?? '';
    return { status: response.status, answer };
  }

  async status(): Promise<StatusDocument> {
    const path = `/v1/sites/${SITE}/posts/${this.id}/deployment`;
    return (await this.get(path)) as StatusDocument;
  }

  async history(): Promise<Entry[]> {
    const all: Entry[] = [];
    for (let after: number | null = 0; after !== null;) {
      const path = `/v1/deployments/${this.deploymentId}/events?limit=1000&after=${after}`;
      const page = (await this.get(path)) as { events: Entry[]; next: number | null };
      all.push(...page.events);
      after = page.next;
    }
    return all;
  }

  async events(): Promise<Recorded<DeploymentEvent>[]> {
    const stream = { category: 'deployment', id: this.deploymentId } as const;
    const { events } = await this.world.newsroom.store.read(stream);
    return events;
  }

  act(action: string, body: object = {}): Promise<Response> {
    return fetch(`${this.world.newsroom.url}/v1/deployments/${this.deploymentId}/${action}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SITE_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Real delays: time passes from one due step to the next until it has this status. */
  async carriedTo(status: string, isSo = () => Promise.resolve(true)): Promise<void> {
    await this.until(status, isSo, async ({ due }) => {
      const waitMs = due ? Date.parse(due.at) - (await this.world.nowMs()) : 0;
      if (waitMs > 0) await this.world.pass(waitMs);
    });
  }

  async until(
    status: string,
    isSo: () => Promise<boolean> = () => Promise.resolve(true),
    meanwhile?: (status: StatusDocument) => Promise<void>,
  ) {
    let last = '';
    await this.world
      .until(status, async () => {
        const document = await this.status();
        last = document.status;
        if (last === status && (await isSo())) return true;
        await meanwhile?.(document);
        return false;
      })
      .catch(async (error: Error) => {
        const sentences = (await this.history()).map(({ sentence }) => sentence).slice(-8);
        throw new Error(`${error.message}; it is '${last}':\n${sentences.join('\n')}`);
      });
  }

  private async get(path: string): Promise<unknown> {
    const response = await fetch(`${this.world.newsroom.url}${path}`, {
      headers: { authorization: `Bearer ${SITE_KEY}` },
    });
    return response.json();
  }
}
