import { type Outcome, TIMING, decide } from '#deployment';
import { describe, expect, it } from 'vitest';
import { nextStart, startOf } from '../../apps/deployer/src/due/next-start.js';
import { ID, type Scenario, given } from '../../libs/deployment/spec/scenario.testing.js';

const AT_ONCE = { ...TIMING, stepGapMs: 0, audiencePollMs: 0 };
const CREATED: Outcome = { kind: 'created', trackId: 'FOO1', found: false, marker: '' };

/** The step that follows an outcome of the running one. */
function following({ state: before, deployment, now, timing }: Scenario, outcome: Outcome) {
  const { dueId } = deployment.running?.due ?? { dueId: 0 };
  const startNo = deployment.running?.startNo ?? 0;
  const { facts } = decide(before, { kind: 'report', dueId, startNo, outcome }, now, timing);
  const command = { deploymentId: ID, worker: 'a', callTimeoutMs: 30_000 };
  const ended = deployment.running?.step ?? 'none';
  return startOf(nextStart({ before, facts, ended, now, timing, ...command }));
}

const creating = (timing = AT_ONCE) =>
  given(timing).scheduledFor('2026-04-02T12:00:00.000Z').start('create');

describe('the next step, begun together with the end of the one before', () => {
  it('is one that is due at once', () => {
    expect(following(creating(), CREATED)).toMatchObject({ step: 'audience', attempt: 1 });
  });

  it('is none before it is due', () => {
    expect(following(creating(TIMING), CREATED)).toBeUndefined();
  });

  it('is not the same step again', () => {
    const failed: Outcome = { kind: 'transient', words: 'No.', unclear: false };
    const again = { ...AT_ONCE, retryBaseMs: 0 };
    expect(following(creating(again), failed)).toBeUndefined();
  });

  it('is not one that only reads', () => {
    const assigned: Outcome = { kind: 'audience-assigned', listId: '41' };
    const story = given(AT_ONCE).scheduledFor('2026-04-02T12:00:00.000Z').through('create');
    expect(following(story.start('audience'), assigned)).toBeUndefined();
  });

  it('is none after an outcome that came too late to count', () => {
    const {
      state: before,
      now,
      timing,
    } = given(AT_ONCE).scheduledFor('2026-04-02T12:00:00.000Z').through('create');
    const start = { deploymentId: ID, worker: 'a', callTimeoutMs: 30_000 };
    expect(nextStart({ before, facts: [], ended: 'create', now, timing, ...start })).toEqual([]);
  });
});
