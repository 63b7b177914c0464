import { randomUUID } from 'node:crypto';
import type { Consent } from '#events';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import type { Verdict } from './count.js';
import { type Act, newUid } from './life.js';

/** The response to an accepted event. */
export type Answer = { deploymentId: string; sequence: number; wanted: { sendAt: string | null } };

/** The post's state after an act; its number is the event's. */
export type PostState = { act: Act; sequence: number; consent: Consent | null };

/** An event as it was sent, with the times of the first attempt and of the response. */
export type Accepted = PostState & { answer: Answer; fromMs: number; toMs: number };

type Acceptance = { publishDelayMs: number; mayForget: boolean };

/** What must be true at Omeda in the end, as the post's last state wants it. */
export type Wanted =
  | { is: 'gone' }
  /** Published or scheduled, without consent to sending it. */
  | { is: 'not sent' }
  | { is: 'draft'; title: string; text: string }
  | { is: 'scheduled'; title: string; text: string; sendAt: string };

const MINUTE_MS = 60_000;
/** The time of signing is in whole seconds. */
const SECOND_MS = 1_000;

/** One post of one site, its editor's acts, and the responses. */
export class Newsletter {
  readonly uid = newUid();
  readonly accepted: Accepted[] = [];
  deploymentId = '';
  /** How its responses contradict what was sent. */
  readonly faults: string[] = [];
  /** What was wrong with it before its post was trashed at the end of its stay. */
  beforeItLeft: Verdict | undefined;
  private consent: Consent | null = null;

  constructor(
    readonly number: number,
    readonly site: string,
    readonly acts: readonly Act[],
  ) {}

  /** The act is done now, whether or not its event ever arrives. */
  stateAfter(act: Act, sequence: number): PostState {
    if (act.consent === 'none') this.consent = null;
    if (act.consent === 'new') {
      const mode = act.status === 'publish' ? 'publish' : 'schedule';
      const by = { id: '3', name: 'Ada' };
      this.consent = { id: randomUUID(), by, at: new Date().toISOString(), mode };
    }
    return { act, sequence, consent: this.consent };
  }

  eventFor({ act, sequence, consent }: PostState): string {
    return JSON.stringify(
      postEvent({
        type: `post.${act.type}`,
        sequence,
        occurredAt: new Date().toISOString(),
        post: {
          id: this.number,
          uid: this.uid,
          status: act.status,
          title: act.title,
          html: `<p>${act.text}</p>`,
          date: act.date,
          consent,
        },
        deploymentType: { omedaDeploymentTypeId: 1 },
      } as never),
    );
  }

  /** `mayForget`: the store may have lost what it got first, and learn of the consent only now. */
  accept(accepted: Accepted, { publishDelayMs, mayForget }: Acceptance): void {
    this.accepted.push(accepted);
    this.deploymentId ||= accepted.answer.deploymentId;
    const { act, consent, answer } = accepted;
    const isStale = this.accepted.some(({ sequence }) => sequence > accepted.sequence);
    if (isStale || act.status !== 'publish' || consent?.mode !== 'publish') return;
    const sendMs = Date.parse(answer.wanted.sendAt ?? '');
    const meantMs = Date.parse(consent.at) + publishDelayMs;
    const first = this.accepted.find((one) => one.consent?.at === consent.at) ?? accepted;
    const { toMs, fromMs } = mayForget ? accepted : first;
    // The delay begins when the gateway learns of the consent; the event that gave it may have been lost.
    const isSentAtOnce = !mayForget && first.act.consent === 'new';
    const wayMs = toMs - (isSentAtOnce ? fromMs : Date.parse(consent.at));
    // Rounded up to the minute; in transit, it may have taken as long as its response did.
    const latestMs = meantMs + wayMs + SECOND_MS + MINUTE_MS;
    if (sendMs >= meantMs && sendMs <= latestMs && sendMs % MINUTE_MS === 0) return;
    this.faults.push(`published ${consent.at}, but its send time is ${answer.wanted.sendAt}`);
  }

  wanted(): Wanted {
    const last = this.last;
    if (!last || last.act.status === 'trash') return { is: 'gone' };
    const { title, text, status, date } = last.act;
    if (status === 'draft') return { is: 'draft', title, text };
    if (!last.consent) return { is: 'not sent' };
    if (status === 'publish') {
      return { is: 'scheduled', title, text, sendAt: last.answer.wanted.sendAt ?? '' };
    }
    const ms = Math.ceil(Date.parse(date ?? '') / MINUTE_MS) * MINUTE_MS;
    return { is: 'scheduled', title, text, sendAt: new Date(ms).toISOString() };
  }

  get last(): Accepted | undefined {
    return this.accepted.toSorted((a, b) => a.sequence - b.sequence).at(-1);
  }
}
