import { type DeploymentEvent, type Recorded, codec } from '#events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome, State } from '../src/index.js';
import { evolve, evolveAll, markerOf, next, statusOf } from '../src/index.js';
import { ID, MINUTE, type Scenario, given } from './scenario.testing.js';

type Move = (story: Scenario) => unknown;

const text = fc.constantFrom('a', 'b', 'c');
const dates = fc.constantFrom('2026-03-02T12:20:00.000Z', '2026-03-09T09:00:00.000Z');
const words = 'Omeda said so.';

/** What may happen to a newsletter, in any order and as often as it likes. */
const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: text.map((t) => (s: Scenario) => s.saved(t)) },
  { weight: 2, arbitrary: text.map((t) => (s: Scenario) => s.published({ text: t })) },
  { weight: 2, arbitrary: text.map((t) => (s: Scenario) => s.updated(t)) },
  { weight: 1, arbitrary: dates.map((d) => (s: Scenario) => s.scheduledFor(d)) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        (s: Scenario) => s.post('post.unpublished', 'draft'),
        (s: Scenario) => s.post('post.trashed', 'trash'),
        (s: Scenario) => s.post('post.restored', 'draft'),
        (s: Scenario) => s.saved('stale', { sequence: 1 }),
        (s: Scenario) => s.saved('x', { noType: true }),
        (s: Scenario) => s.saved('x', { settings: { detailsHash: 'other' } }),
        (s: Scenario) => s.saved('x', { adoptTrackId: 'OLD' }),
        (s: Scenario) => s.saved('x', { immediately: true }),
      )
      .map((move) => move as Move),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('sync-now', 'retry', 'resume', 'send-test', 'unschedule', 'cancel' as const)
      .map((kind) => (s: Scenario) => s.person(kind as 'retry')),
  },
  { weight: 1, arbitrary: fc.constant((s: Scenario) => s.do({ kind: 'hold' })) },
  { weight: 1, arbitrary: fc.constant((s: Scenario) => s.do({ kind: 'send', at: 'now' })) },
  {
    weight: 1,
    arbitrary: fc.boolean().map((b) => (s: Scenario) => s.do({ kind: 'pass-time', brandHeld: b })),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 40 }).map((m) => (s: Scenario) => s.after(m * MINUTE)),
  },
  { weight: 8, arbitrary: fc.constant((s: Scenario) => startIfDue(s)) },
  { weight: 1, arbitrary: fc.constant((s: Scenario) => s.state?.running && s.takenOver()) },
  { weight: 9, arbitrary: fc.constant((s: Scenario) => succeed(s)) },
  { weight: 3, arbitrary: anyOutcome().map((outcome) => (s: Scenario) => report(s, outcome)) },
  {
    weight: 1,
    arbitrary: fc.tuple(anyOutcome(), fc.integer({ min: 1, max: 9 })).map(
      ([outcome, dueId]) =>
        (s: Scenario) =>
          s.do({ kind: 'report', dueId, startNo: 1, outcome }),
    ),
  },
);

function anyOutcome(): fc.Arbitrary<Outcome> {
  return fc.constantFrom<Outcome>(
    { kind: 'created', trackId: 'T9', found: true, marker: markerOf(ID, 1) },
    { kind: 'create-not-found' },
    { kind: 'audience-failed', words },
    { kind: 'audience-progress', status: 'QUEUED' },
    { kind: 'no-effect' },
    { kind: 'twins', trackIds: ['TWIN'] },
    { kind: 'drifted', drift: 'cancelled', words },
    { kind: 'drifted', drift: 'unscheduled', words },
    { kind: 'refused', why: 'modified', words },
    { kind: 'refused', why: 'not-in-future', words },
    { kind: 'transient', words, unclear: true },
    { kind: 'transient', words, unclear: false, searchedEmpty: true },
    { kind: 'permanent', words },
    { kind: 'brand-fault', words, unclear: true },
    { kind: 'sent', sentAt: '2026-03-02T12:30:00.000Z' },
  );
}

function startIfDue(story: Scenario): void {
  if (story.state?.due) story.start();
}

function report(story: Scenario, outcome: Outcome): void {
  if (story.state && (story.state.running ?? story.state.due)) story.answers(outcome);
}

function succeed(story: Scenario): void {
  const step = story.state?.running?.step ?? story.state?.due?.step;
  if (step) story.succeeds(step);
}

function play(story: Scenario, list: Move[], check: (before: State, from: number) => void): void {
  for (const move of list) {
    const before = story.state;
    const from = story.events.length;
    move(story);
    check(before, from);
  }
}

const stories = fc.array(moves, { minLength: 1, maxLength: 60 });
const runs = { numRuns: 300 };

describe('whatever happens, in any order and as often as it likes', () => {
  it('at most one step is due or running, and dues end in order', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, () => {
          const { due, running } = story.state ?? {};
          expect(due && running).toBeUndefined();
          const ids = story.recorded('StepDue').map(({ data }) => data.dueId);
          expect(ids).toEqual(ids.map((_, index) => index + 1));
        });
      }),
      runs,
    );
  });

  it('what is due is what next() says', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, () => {
          const wanted = next(story.state);
          const { due } = story.state ?? {};
          // The reason is for reading: an equal due is not announced again for another one.
          expect(due && { ...due, reason: '' }).toEqual(
            wanted && { ...wanted, dueId: due?.dueId, reason: '' },
          );
        });
      }),
      runs,
    );
  });

  it('content that was not tested is never scheduled', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, (before, from) => {
          const started = story.events
            .slice(from)
            .find(
              (event) =>
                event.type === 'StepStarted' &&
                event.data.step === 'schedule' &&
                !event.data.settling,
            );
          if (!started || !before?.omeda) return;
          expect(before.omeda.testedHash).toBeDefined();
          expect(before.omeda.testedHash).toBe(before.omeda.contentHash);
          expect(before.omeda.testedHash).toBe(before.content?.contentHash);
        });
      }),
      runs,
    );
  });

  it('nothing leaves sent', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, (before) => {
          if (before?.omeda?.sent) expect(story.state?.omeda?.sent).toEqual(before.omeda.sent);
          if (story.state?.omeda?.sent && story.state.twins.length === 0) {
            expect(story.state.due).toBeUndefined();
          }
        });
      }),
      runs,
    );
  });

  it('nothing but a withdrawal is due while it is held', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, () => {
          const { held, due, intent, unscheduleRequested } = story.state ?? {};
          if (!held || !due) return;
          const isWithdrawn = intent !== 'publish' && intent !== 'archive';
          expect(isWithdrawn || unscheduleRequested === true, `${due.step} while held`).toBe(true);
          expect(['unschedule', 'cancel', 'schedule', 'create']).toContain(due.step);
        });
      }),
      runs,
    );
  });

  it('folding twice is the same, and every event survives encode and decode', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, () => undefined);
        const stored = story.events.map((event) => {
          const text = JSON.stringify({ ...codec.encode(event), at: event.at });
          const { at, ...encoded } = JSON.parse(text) as Recorded & { schemaVersion: number };
          return { ...codec.decode(encoded), at } as Recorded<DeploymentEvent>;
        });
        expect(stored).toEqual(story.events);
        const once = evolveAll(undefined, stored);
        expect(once).toEqual(story.state);
        const half = Math.floor(stored.length / 2);
        const inTwo = stored
          .slice(half)
          .reduce(evolve, evolveAll(undefined, stored.slice(0, half)));
        expect(inTwo).toEqual(once);
        if (once) expect(JSON.parse(JSON.stringify(statusOf(once)))).toEqual(statusOf(once));
      }),
      runs,
    );
  });

  it('an equal answer to a start that ended is never taken for news', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, () => undefined);
        const started = story.recorded('StepStarted').at(-1);
        if (!started || story.state?.running) return;
        const { dueId, startNo } = started.data;
        story.do({ kind: 'report', dueId, startNo, outcome: { kind: 'updated' } });
        story.thenRecorded('LateOutcomeRecorded');
      }),
      runs,
    );
  });
});
