import fc from 'fast-check';
import { type Outcome, markerOf } from '../src/index.js';
import { ID, MINUTE, type Scenario, seen } from './scenario.testing.js';

export type Move = (story: Scenario) => unknown;

const text = fc.constantFrom('a', 'b', 'c');
const dates = fc.constantFrom('2026-03-02T12:20:00.000Z', '2026-03-09T09:00:00.000Z');
const words = 'Omeda said so.';

/** What may happen to a newsletter, in any order and repeatedly. */
export const moves: fc.Arbitrary<Move> = fc.oneof(
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
    seen({ status: 'cancelled' }),
    seen({ status: 'open' }),
    seen({ status: 'open', isOurContent: false }),
    seen({ scheduledAt: '2026-03-02T12:20:00.000Z' }),
    seen({ edits: [{ by: 'portal', at: '2026-04-01T00:00:00.000Z' }] }),
    seen({ query: 'Others' }),
    { kind: 'seen', twins: ['LATE'] },
    { kind: 'not-authorized', words },
    { kind: 'not-found', words },
    { kind: 'other-content' },
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
