import { Test } from '@nestjs/testing';
import { type Outcome, type State, TIMING } from '#deployment';
import type { DeploymentEvent } from '#events';
import { EventStore } from '#event-store';
import type { WakeUp } from '#messaging';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BrandAccess, Brands } from '../../../apps/deployer/src/brands/brands.js';
import { Slots } from '../../../apps/deployer/src/brands/slots.js';
import { DEPLOYER_SETTINGS } from '../../../apps/deployer/src/deployer-settings.js';
import { StepRecorder } from '../../../apps/deployer/src/due/step-recorder.js';
import { StepReport } from '../../../apps/deployer/src/due/step-report.js';
import { ID, given } from '../../../libs/deployment/spec/scenario.testing.js';

type Decide = (state: State, now: string, conditions: object) => DeploymentEvent[];

const AT_ONCE = { ...TIMING, stepGapMs: 0 };
const STEADY = { unsteadyMs: 0, heldBrands: [] };
const CREATED: Outcome = { kind: 'created', trackId: 'FOO1', found: false, marker: '' };
const WAKE_UP = { deploymentId: ID, key: 'due:1:0', n: 1, brand: 'FOO', probe: false } as WakeUp;

const story = given(AT_ONCE).scheduledFor('2026-04-02T12:00:00.000Z').start('create');
const { dueId, startNo } = story.recorded('StepStarted')[0]!.data;
const ended = { step: { step: 'create' as const, dueId, startNo }, outcome: CREATED, goesOn: true };

/** `appended`: the events in the store after the attempts. */
async function recorded(
  appended: (decideOn: () => DeploymentEvent[]) => DeploymentEvent[],
  { isCurrent = true, slots = new Slots(4), conditions = STEADY, goesOn = true } = {},
) {
  const change = (_projection: object, _id: string, decide: Decide) => {
    const events = appended(() => decide(story.state, story.now, conditions));
    return Promise.resolve({ events, now: story.now, state: story.state });
  };
  const module = await Test.createTestingModule({
    providers: [
      StepRecorder,
      { provide: EventStore, useValue: { change } },
      { provide: StepReport, useValue: { ended: () => undefined, started: () => undefined } },
      { provide: Brands, useValue: { isCurrent: () => isCurrent } },
      { provide: DEPLOYER_SETTINGS, useValue: { timing: AT_ONCE, worker: 'a' } },
    ],
  }).compile();
  const brand = { name: 'FOO', slots, callTimeoutMs: 30_000 } as BrandAccess;
  const begun = await module.get(StepRecorder).record(WAKE_UP, { ...ended, goesOn }, brand);
  return begun?.started.step;
}

const once = (decideOn: () => DeploymentEvent[]) => decideOn();

afterEach(() => vi.restoreAllMocks());

describe('the step after one that was recorded', () => {
  it('is begun with it', async () => {
    expect(await recorded(once)).toBe('audience');
  });

  it('is begun if the response to the first attempt was lost, and that attempt counted', async () => {
    const first = (decideOn: () => DeploymentEvent[]) => {
      const events = decideOn();
      decideOn();
      return events;
    };
    expect(await recorded(first)).toBe('audience');
  });

  it('is left to its wake-up if another attempt counted', async () => {
    const second = (decideOn: () => DeploymentEvent[]) => {
      decideOn();
      return decideOn();
    };
    expect(await recorded(second)).toBeUndefined();
  });

  it('is left to its wake-up if the store was unavailable until now', async () => {
    const askedAtMs = performance.now();
    const late = (decideOn: () => DeploymentEvent[]) => {
      vi.spyOn(performance, 'now').mockReturnValue(askedAtMs + 60_000);
      return decideOn();
    };
    expect(await recorded(late)).toBeUndefined();
  });

  it.each([
    ['the settings of its brand changed', { isCurrent: false }],
    ['its brand is held', { conditions: { unsteadyMs: 0, heldBrands: ['FOO'] as never[] } }],
    ['the clock is unsteady', { conditions: { unsteadyMs: 1_000, heldBrands: [] } }],
    ['something has to be learned of the brand first', { goesOn: false }],
  ])('is left to its wake-up where %s', async (_why, hindered) => {
    expect(await recorded(once, hindered)).toBeUndefined();
  });

  it('is left to its wake-up if a call with priority waits for the brand', async () => {
    const slots = new Slots(1);
    const free = slots.take();
    const urgent = slots.wait(60_000, { isUrgent: true });
    expect(await recorded(once, { slots })).toBeUndefined();
    free?.();
    (await urgent)?.();
  });
});
