import { randomUUID } from 'node:crypto';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import type { Chance } from './chance.js';
import type { Act } from './life.js';
import type { Answer, Newsletter, PostState } from './newsletter.js';
import type { Progress } from './progress.js';
import { pause } from './scale.js';

export type Keys = { signingSecret: string; operatorKey: string };

export type Status = {
  status: string;
  due: { step: string; at: string } | null;
  running: { step: string } | null;
  held: { by: string; reason: string } | null;
  failed: { step: string; words: string } | null;
};

type Entry = { type: string; sentence: string; at: string; data: { sequence?: number } };

type Ways = { chance: Chance; delayMs: number; progress: Progress; mayForget?: boolean };

/** A store that has lost it gets it again. */
const UNKNOWN: Status = {
  status: 'unknown',
  due: { step: 'none', at: '' },
  running: null,
  held: null,
  failed: null,
};

const ANSWER_WITHIN_MS = 8_000;
const AGAIN_MS = 250;
/** What a retry may fix; WordPress would retry, too. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);

/** WordPress and the people: sends events until they are accepted, polls, and requests retries. */
export class Office {
  private sequence = 0;
  private readonly chance: Chance;
  private readonly acceptance: { publishDelayMs: number; mayForget: boolean };
  private readonly progress: Progress;
  /** Events that never arrived, were refused, and were overtaken by the next one. */
  readonly mishaps = { lost: 0, refused: 0, swapped: 0 };

  constructor(
    private readonly gateways: readonly string[],
    private readonly keys: Keys,
    { chance, delayMs, progress, mayForget = false }: Ways,
  ) {
    this.chance = chance;
    this.acceptance = { publishDelayMs: delayMs, mayForget };
    this.progress = progress;
  }

  /**
   * The act is done, and its event is sent as its fate decides.
   * @returns The state to send after the next one.
   */
  async act(newsletter: Newsletter, act: Act): Promise<PostState | undefined> {
    this.sequence += 1;
    const state = newsletter.stateAfter(act, this.sequence);
    if (act.fate !== 'told') this.mishaps[act.fate] += 1;
    if (act.fate === 'swapped') return state;
    if (act.fate === 'told') await this.send(newsletter, state);
    if (act.fate === 'refused') await this.sendInVain(newsletter, state);
    return undefined;
  }

  /** As an older gateway, or a limit, would refuse it: nothing of it is kept. */
  private async sendInVain(newsletter: Newsletter, state: PostState): Promise<void> {
    const body = newsletter.eventFor(state).replace('{', '{"unknown":true,');
    const text = await this.untilAnswered(
      () => this.post(newsletter.site, `msg_${randomUUID()}`, body),
      [400],
    );
    if (!text.includes('unknown')) newsletter.faults.push(`refused without the reason: ${text}`);
  }

  /** Sends one event until it is accepted, under one id; sometimes once more than needed. */
  async send(newsletter: Newsletter, state: PostState): Promise<void> {
    const { sequence } = state;
    const body = newsletter.eventFor(state);
    const webhookId = `msg_${randomUUID()}`;
    const fromMs = Date.now();
    const post = () => this.post(newsletter.site, webhookId, body);
    const text = await this.untilAnswered(post);
    const toMs = Date.now();
    const isAgain = this.chance.is(0.05) && (await this.untilAnswered(post)) !== text;
    if (isAgain && !this.acceptance.mayForget) {
      newsletter.faults.push(`event ${sequence} sent twice got two responses`);
    }
    const answer = JSON.parse(text) as Answer;
    newsletter.accept({ ...state, answer, fromMs, toMs }, this.acceptance);
  }

  async status({ site, number }: Newsletter): Promise<Status> {
    const path = `v1/sites/${site}/posts/${number}/deployment`;
    const status = JSON.parse(await this.untilAnswered(() => this.get(path), [404])) as Status;
    return typeof status.status === 'string' ? status : UNKNOWN;
  }

  /** The whole history, page by page. */
  async history({ deploymentId }: Newsletter): Promise<Entry[]> {
    const all: Entry[] = [];
    for (let after: number | null = 0; after !== null;) {
      const path = `v1/deployments/${deploymentId}/events?limit=1000&after=${after}`;
      const text = await this.untilAnswered(() => this.get(path));
      const page = JSON.parse(text) as { events: Entry[]; next: number | null };
      all.push(...page.events);
      after = page.next;
    }
    return all;
  }

  /** Every event of the feed, as a subscriber reads it. */
  async feed<E>(): Promise<E[]> {
    const all: E[] = [];
    for (let after = '0'; ;) {
      const text = await this.untilAnswered(() => this.get(`v1/events?limit=1000&after=${after}`));
      const page = JSON.parse(text) as { events: E[]; next: string; hasMore: boolean };
      all.push(...page.events);
      if (!page.hasMore) return all;
      after = page.next;
    }
  }

  /** The retry of a person who reads that it failed or is held. A conflict is a valid response, too. */
  async ask({ deploymentId }: Newsletter, action: 'retry' | 'resume'): Promise<void> {
    const path = `v1/deployments/${deploymentId}/${action}`;
    const method = { method: 'POST', body: '{}' };
    await this.untilAnswered(() => this.get(path, method), [404, 409]);
  }

  private post(site: string, webhookId: string, body: string): Promise<Response> {
    const headers = signedHeaders({ secret: this.keys.signingSecret, body, webhookId });
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return fetch(eventUrl(this.gateway(), site), { method: 'POST', body, headers, signal });
  }

  private get(path: string, more: RequestInit = {}): Promise<Response> {
    return fetch(`${this.gateway()}/${path}`, {
      ...more,
      headers: {
        authorization: `Bearer ${this.keys.operatorKey}`,
        'content-type': 'application/json',
      },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  }

  private gateway(): string {
    return this.chance.one(this.gateways);
  }

  private async untilAnswered(
    request: () => Promise<Response>,
    alsoFine: readonly number[] = [],
  ): Promise<string> {
    for (;;) {
      const { status, text } = await request().then(
        async (response) => ({ status: response.status, text: await response.text() }),
        (error: unknown) => ({ status: 503, text: String(error) }),
      );
      if (status < 300 || alsoFine.includes(status)) {
        this.progress.note();
        return text;
      }
      if (!PASSING.has(status)) throw new Error(`Refused: ${status} ${text}`);
      this.progress.check('No gateway responds', `${status} ${text}`);
      await pause(AGAIN_MS);
    }
  }
}
