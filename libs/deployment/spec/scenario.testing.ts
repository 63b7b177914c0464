import type { DeploymentEvent, PostEventType, Recorded, Step, WantedContent } from '#events';
import { expect } from 'vitest';
import {
  type Action,
  type Decision,
  type Deployment,
  type Outcome,
  type ReceivePost,
  type ObservedDeployment,
  type State,
  type Timing,
  TIMING,
  timerOf,
  decide,
  evolveAll,
  plus,
  statusName,
} from '../src/index.js';

export const NOON = '2026-03-02T12:00:00.000Z';
export const ID = '00000000-0000-5000-8000-000000000001';
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** The content of a save, identified by its text. */
function content(text: string, changes: Partial<WantedContent> = {}): WantedContent {
  return {
    contentHash: `hash of ${text}`,
    settingsHash: 'settings',
    detailsHash: 'details',
    name: 'Morning news',
    omedaTypeId: 7,
    audienceQuery: 'Subscribers',
    onPublish: 'schedule',
    problems: [],
    warnings: [],
    ...changes,
  };
}

type PostChanges = Partial<Omit<ReceivePost, 'kind' | 'content'>> & {
  /** How old the event is by the sender's clock. */
  ageMs?: number;
  text?: string;
  settings?: Partial<WantedContent>;
  noType?: boolean;
};

/** What a lookup at Omeda shows: scheduled as requested, except for the changes. */
export function seen(changes: Partial<ObservedDeployment> = {}): Outcome {
  const deployment: ObservedDeployment = {
    status: 'scheduled',
    name: 'Morning news',
    query: 'Subscribers',
    edits: [],
    ...changes,
  };
  return { kind: 'seen', twins: [], deployment };
}

/** What Omeda responds when all goes well. */
const SUCCESS: Record<Step, Outcome> = {
  create: { kind: 'created', trackId: 'FOO260302001', found: false, marker: '' },
  update: { kind: 'updated' },
  audience: { kind: 'audience-assigned', listId: '41' },
  'await-audience': { kind: 'audience-ready', recipientCount: 1200 },
  content: { kind: 'content-updated', warnings: [] },
  test: { kind: 'test-sent', warnings: [], repeated: false },
  schedule: { kind: 'scheduled', scheduledDate: '2026-03-02 06:30' },
  unschedule: { kind: 'unscheduled' },
  cancel: { kind: 'cancelled' },
  watch: seen({ status: 'sent', sentAt: NOON, sentCount: 1190 }),
};

/** One newsletter's story, in order; the clock moves only on request. */
export class Scenario {
  readonly events: Recorded<DeploymentEvent>[] = [];
  now = NOON;
  last: Decision = { facts: [] };
  state: State;
  private sequence = 0;
  private text = 'first text';

  constructor(readonly timing: Timing = TIMING) {}

  get deployment(): Deployment {
    const { state } = this;
    if (!state) throw new Error('the story has not begun');
    return state;
  }

  do(command: Parameters<typeof decide>[1]): this {
    this.last = decide(this.state, command, this.now, this.timing);
    const recorded = this.last.facts.map((fact) => ({ ...fact, at: this.now }));
    this.events.push(...recorded);
    this.state = evolveAll(this.state, recorded);
    return this;
  }

  after(ms: number): this {
    this.now = plus(this.now, ms);
    return this;
  }

  at(instant: string): this {
    this.now = instant;
    return this;
  }

  post(event: PostEventType, postStatus: string, changes: PostChanges = {}): this {
    const { text, settings, noType, ageMs = 0, ...rest } = changes;
    this.text = text ?? this.text;
    this.sequence = rest.sequence ?? this.sequence + 1;
    return this.do({
      kind: 'receive-post',
      site: 'daily',
      brand: 'FOO',
      post: { id: 42, uid: '6e0d8f1c-3f43-4a6e-9a51-0c35f1a7c001' },
      event,
      sequence: this.sequence,
      postStatus,
      title: 'Morning news',
      postDate: null,
      act: { id: `event ${this.sequence}`, by: {}, at: plus(this.now, -ageMs) },
      signedAt: this.now,
      content: noType ? null : content(this.text, settings),
      publishDelayMs: 30 * MINUTE,
      immediately: false,
      ...rest,
    });
  }

  saved(text?: string, changes: PostChanges = {}): this {
    return this.post('post.saved', 'draft', { ...(text ? { text } : {}), ...changes });
  }

  published(changes: PostChanges = {}): this {
    return this.post('post.published', 'publish', changes);
  }

  scheduledFor(postDate: string, changes: PostChanges = {}): this {
    return this.post('post.scheduled', 'future', { postDate, ...changes });
  }

  updated(text: string, changes: PostChanges = {}): this {
    return this.post('post.saved', 'publish', { text, ...changes });
  }

  person(kind: Exclude<Action['kind'], 'send' | 'hold'>): this {
    return this.do({ kind });
  }

  /** Moves to when the due step is due, and starts it. */
  start(step?: Step): this {
    const { due } = this.deployment;
    if (!due) throw new Error('nothing is due');
    if (step) expect(due.step).toBe(step);
    if (due.dueAt > this.now) this.now = due.dueAt;
    return this.do({
      kind: 'start',
      deploymentId: ID,
      dueId: due.dueId,
      worker: 'a',
      callTimeoutMs: 30 * SECOND,
    });
  }

  /** The process died; another takes over the step once the lease has expired. */
  takenOver(): this {
    const { running } = this.deployment;
    if (!running) throw new Error('nothing runs');
    this.now = running.leaseUntil;
    return this.do({
      kind: 'start',
      deploymentId: ID,
      dueId: running.due.dueId,
      worker: 'b',
      callTimeoutMs: 30 * SECOND,
    });
  }

  answers(outcome: Outcome): this {
    const { running, due } = this.deployment;
    const dueId = running?.due.dueId ?? due?.dueId ?? 0;
    return this.do({ kind: 'report', dueId, startNo: running?.startNo ?? 0, outcome });
  }

  succeeds(step: Step): this {
    return this.answers(SUCCESS[step]);
  }

  /** The due step runs when it is due; without an outcome, all goes well. */
  runs(step: Step, outcome: Outcome = SUCCESS[step]): this {
    this.start(step);
    return this.answers(outcome);
  }

  /** All steps up to and including this one go well. */
  through(last: Step): this {
    for (let turns = 0; turns < 20; turns += 1) {
      const step = this.deployment.due?.step;
      if (!step) throw new Error(`nothing is due before ${last}`);
      this.runs(step);
      if (step === last) return this;
    }
    throw new Error(`never came to ${last}`);
  }

  thenDue(step: Step, at: { inMs: number; attempt?: number }): this {
    const { due } = this.deployment;
    expect(due, 'what is due').toMatchObject({ step, dueAt: plus(this.now, at.inMs) });
    if (at.attempt !== undefined) expect(due?.attempt).toBe(at.attempt);
    return this;
  }

  thenDueIs(step: Step): this {
    expect(this.deployment.due?.step, 'what is due').toBe(step);
    return this;
  }

  thenNothingDue(): this {
    expect(this.deployment.due, 'what is due').toBeUndefined();
    return this;
  }

  /** It is over: only its results are left to read. */
  thenOnlyResultsDue(): this {
    expect(this.deployment.due, 'what is due').toMatchObject({ step: 'watch', reason: 'results' });
    return this;
  }

  thenNothing(because: string): this {
    expect(this.last).toMatchObject({ facts: [], because });
    return this;
  }

  thenStatus(status: string): this {
    expect(statusName(this.deployment)).toBe(status);
    return this;
  }

  /** The last decision recorded these event types, in this order. */
  thenRecorded(...types: DeploymentEvent['type'][]): this {
    expect(this.last.facts.map(({ type }) => type)).toEqual(types);
    return this;
  }

  thenTimer(inMs: number): this {
    expect(timerOf(this.state, this.timing)?.at).toBe(plus(this.now, inMs));
    return this;
  }

  count(type: DeploymentEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }

  recorded<T extends DeploymentEvent['type']>(type: T): Extract<DeploymentEvent, { type: T }>[] {
    return this.events.filter((event) => event.type === type) as never;
  }
}

export function given(timing?: Timing): Scenario {
  return new Scenario(timing);
}
