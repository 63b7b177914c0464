import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { type Act, newUid } from './life.js';

/** What was answered to an event that was taken. */
export type Answer = { deploymentId: string; sequence: number; wanted: { sendAt: string | null } };

/** An event as it was told, and when the first try left and its answer came. */
export type Accepted = { act: Act; sequence: number; answer: Answer; fromMs: number; toMs: number };

/** What must be true at Omeda in the end, as the last accepted event wants it. */
export type Wanted =
  | { is: 'gone' }
  | { is: 'draft'; title: string; text: string }
  | { is: 'scheduled'; title: string; text: string; sendAt: string };

const MINUTE_MS = 60_000;

/** One post of one site, what its editor did, and what was answered. */
export class Newsletter {
  readonly uid = newUid();
  readonly accepted: Accepted[] = [];
  deploymentId = '';
  /** Why its answers contradict what was told. */
  readonly faults: string[] = [];

  constructor(
    readonly number: number,
    readonly site: string,
    readonly acts: readonly Act[],
  ) {}

  eventFor(act: Act, sequence: number): string {
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
        },
        deploymentType: { omedaDeploymentTypeId: 1 },
      }),
    );
  }

  accept(accepted: Accepted, publishDelayMs: number): void {
    this.accepted.push(accepted);
    this.deploymentId ||= accepted.answer.deploymentId;
    if (accepted.act.type !== 'published') return;
    // From the first try to the answer it may have been received at any moment.
    const sendMs = Date.parse(accepted.answer.wanted.sendAt ?? '');
    const from = accepted.fromMs + publishDelayMs - MINUTE_MS;
    const to = accepted.toMs + publishDelayMs + MINUTE_MS;
    if (sendMs >= from && sendMs <= to && sendMs % MINUTE_MS === 0) return;
    this.faults.push(`published, but its send time is ${accepted.answer.wanted.sendAt}`);
  }

  wanted(): Wanted {
    const last = this.accepted.at(-1)?.act;
    if (!last || last.status === 'trash') return { is: 'gone' };
    const { title, text } = last;
    if (last.status === 'draft') return { is: 'draft', title, text };
    return { is: 'scheduled', title, text, sendAt: this.sendAt() };
  }

  /** Set by the last `scheduled`, or by the `published` that the saves follow. */
  private sendAt(): string {
    const by = this.accepted.findLast(
      ({ act }) => act.type === 'scheduled' || act.type === 'published',
    );
    if (by?.act.type === 'published') return by.answer.wanted.sendAt ?? '';
    const ms = Math.ceil(Date.parse(by?.act.date ?? '') / MINUTE_MS) * MINUTE_MS;
    return new Date(ms).toISOString();
  }
}
