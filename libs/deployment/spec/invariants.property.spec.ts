import { type DeploymentEvent, type Recorded, codec } from '#events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../src/index.js';
import { evolve, evolveAll, next, statusOf } from '../src/index.js';
import { type Move, moves } from './moves.testing.js';
import { type Scenario, given } from './scenario.testing.js';

function play(story: Scenario, list: Move[], check: (before: State, from: number) => void): void {
  for (const move of list) {
    const before = story.state;
    const from = story.events.length;
    move(story);
    check(before, from);
  }
}

function lastTested({ events }: Scenario): number {
  return events.findLastIndex(({ type }) => type === 'TestSent');
}

/** When a change of what is sent was last requested from Omeda. */
function lastChanged({ events }: Scenario): number {
  return events.findLastIndex(
    (event) => event.type === 'StepStarted' && ['content', 'update'].includes(event.data.step),
  );
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
          // The reason is for people: an equal due step is not recorded again for a different one.
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
          expect(lastTested(story)).toBeGreaterThan(lastChanged(story));
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
            expect(story.state.due?.reason ?? 'results').toBe('results');
          }
        });
      }),
      runs,
    );
  });

  it('while it is held, only steps that take it back or observe are due', () => {
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        play(story, list, () => {
          const { held, due, intent, unscheduleRequested } = story.state ?? {};
          if (!held || !due || due.step === 'watch') return;
          if (due.step === 'create' && held.by === 'missed') return;
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

  it('an equal outcome of a start that ended never counts as new', () => {
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
