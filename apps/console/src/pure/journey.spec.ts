import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../api/types.js';
import { legsOf, masked } from './journey.js';

/** Seconds after the start, the type, and its data. */
function history(...entries: [number, string, Record<string, unknown>?][]): HistoryEntry[] {
  return entries.map(([second, type, data = {}], index) => ({
    id: String(index),
    version: index + 1,
    at: time(second),
    type,
    sentence: `${type}.`,
    actor: { kind: 'service' },
    who: null,
    data,
  }));
}

const time = (second: number) => new Date(Date.UTC(2026, 10, 28, 6, 0, second)).toISOString();
const due = (step: string, second: number, attempt = 1) => ({ step, attempt, dueAt: time(second) });

describe('the way of a newsletter', () => {
  it('has for each step when it was planned, called, and answered', () => {
    const [leg] = legsOf(
      history(
        [0, 'StepDue', due('create', 10)],
        [11, 'StepStarted', { step: 'create', request: { name: 'Morning' } }],
        [13, 'DeploymentCreated', { trackId: 'DEMO1' }],
      ),
    );
    expect(leg).toMatchObject({
      step: 'create',
      plannedAt: time(0),
      startedAt: time(11),
      endedAt: time(13),
      outcome: 'done',
      request: { name: 'Morning' },
      answer: { trackId: 'DEMO1' },
    });
  });

  it('shows each retry separately, and leaves out what was superseded', () => {
    const legs = legsOf(
      history(
        [0, 'StepDue', due('content', 60)],
        [1, 'PostReceived'],
        [1, 'StepDue', due('content', 61)],
        [61, 'StepStarted', { step: 'content' }],
        [62, 'StepErred', { words: '503' }],
        [62, 'StepDue', due('content', 122, 2)],
        [122, 'StepStarted', { step: 'content' }],
        [123, 'DeploymentFailed', { words: 'No.' }],
      ),
    );
    expect(legs.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'erred'],
      [2, 'failed'],
    ]);
  });

  it('is not interrupted by what people and editors do in the meantime', () => {
    const legs = legsOf(
      history(
        [0, 'StepDue', due('create', 10)],
        [10, 'StepStarted', { step: 'create' }],
        [11, 'PostReceived'],
        [11, 'DeploymentHeld'],
        [12, 'DeploymentCreated'],
      ),
    );
    expect(legs).toMatchObject([{ outcome: 'done', endedAt: time(12) }]);
  });

  it('does not call done what was withdrawn before it ran', () => {
    const legs = legsOf(
      history([0, 'StepDue', due('create', 300)], [5, 'Withdrawn'], [5, 'StepWithdrawn']),
    );
    expect(legs).toEqual([]);
  });

  it.each([
    'ConsentWithdrawn',
    'LookRequested',
    'SequenceReset',
    'DeploymentMissed',
    'PostRestored',
  ])('%s ends no step', (type) => {
    const legs = legsOf(history([0, 'StepDue', due('create', 300)], [5, type]));
    expect(legs).toMatchObject([{ outcome: 'open', startedAt: null }]);
  });

  it('waits for an audience until it is ready, however often it is polled', () => {
    const legs = legsOf(
      history(
        [0, 'StepDue', due('await-audience', 5)],
        [5, 'AudienceProgressed', { status: 'IN_PROCESS' }],
        [10, 'AudienceReported'],
        [15, 'AudienceReady', { recipientCount: 7 }],
      ),
    );
    expect(legs).toMatchObject([{ outcome: 'done', startedAt: time(5), endedAt: time(15) }]);
    const loading = legsOf(
      history([0, 'StepDue', due('await-audience', 5)], [5, 'AudienceProgressed']),
    );
    expect(loading).toMatchObject([{ outcome: 'open', words: 'AudienceProgressed.' }]);
  });

  it('has failed if Omeda could not load the audience', () => {
    const legs = legsOf(
      history(
        [0, 'StepDue', due('await-audience', 5)],
        [5, 'AudienceProgressed', { status: 'IN_PROCESS' }],
        [10, 'AudienceLost', { words: 'The query could not be run.' }],
        [10, 'DeploymentFailed', { step: 'audience' }],
      ),
    );
    expect(legs).toMatchObject([{ outcome: 'failed', endedAt: time(10), words: 'AudienceLost.' }]);
  });

  it('is done with a step that was called once another one is due', () => {
    const legs = legsOf(
      history(
        [0, 'StepDue', due('schedule', 5)],
        [5, 'StepStarted', { step: 'schedule' }],
        [6, 'TwinsSearched'],
        [6, 'StepDue', due('cancel', 6)],
      ),
    );
    expect(legs.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['schedule', 'done'],
      ['cancel', 'open'],
    ]);
  });

  it('ends with what is still to come', () => {
    const legs = legsOf(history([0, 'StepDue', due('create', 300)]));
    expect(legs).toMatchObject([{ outcome: 'open', startedAt: null, endedAt: null }]);
  });
});

describe('what is shown of a call', () => {
  it('has no address and no whole key', () => {
    const hash = 'a'.repeat(64);
    expect(masked({ to: ['tess.ter@daily.example'], hash, name: 'Morning', count: 3 })).toEqual({
      to: ['t…@d…'],
      hash: 'aaaaaaaa…',
      name: 'Morning',
      count: 3,
    });
  });
});
