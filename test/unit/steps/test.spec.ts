import { beforeEach, describe, expect, it } from 'vitest';
import { test } from '../../../apps/deployer/src/steps/test.js';
import { useOmeda } from './omeda.testing.js';

const MINUTE_MS = 60_000;
const omeda = useOmeda();
let trackId: string;

beforeEach(async () => {
  trackId = await omeda.filled();
});

const testsAtOmeda = () => omeda.sandbox.world.deployments.get(trackId)?.tests ?? [];

/** The outcome of a test without a response that began now, or this many milliseconds ago. */
async function resolved({ testsBefore = 0, agoMs = 0 } = {}) {
  const since = new Date(omeda.sandbox.world.clock.nowMs() - agoMs).toISOString();
  const request = { step: 'test', trackId, contentHash: 'h', testsBefore, since } as const;
  return test(omeda.context<'test'>(request, { resolving: true }));
}

describe('a test without a response', () => {
  it('is done if Omeda shows it', async () => {
    await omeda.client.sendTest(trackId);
    expect(await resolved()).toMatchObject({ kind: 'test-sent', repeated: false });
    expect(testsAtOmeda()).toHaveLength(1);
  });

  it('is sent again if Omeda shows none', async () => {
    expect(await resolved()).toMatchObject({ kind: 'test-sent', repeated: true });
    expect(testsAtOmeda()).toHaveLength(1);
  });

  it('is sent again if those that Omeda shows are older, however many they are', async () => {
    await omeda.client.sendTest(trackId);
    await omeda.client.sendTest(trackId);
    omeda.sandbox.world.clock.advance(2 * MINUTE_MS);
    expect(await resolved({ testsBefore: 1 })).toMatchObject({ repeated: true });
    expect(testsAtOmeda()).toHaveLength(3);
  });

  it('is sent again if an earlier call may have sent the one of that minute', async () => {
    await omeda.client.sendTest(trackId);
    expect(await resolved({ testsBefore: 1 })).toMatchObject({ repeated: true });
    expect(testsAtOmeda()).toHaveLength(2);
  });

  it('is sent again if a test has no date', async () => {
    await omeda.client.sendTest(trackId);
    const approvals = async () => ({ status: 'New', tests: [{ number: 1 }] });
    const client = { ...omeda.client, approvals };
    const since = new Date().toISOString();
    const request = { step: 'test', trackId, contentHash: 'h', testsBefore: 0, since } as const;
    const outcome = await test(omeda.context<'test'>(request, { client, resolving: true }));
    expect(outcome).toMatchObject({ repeated: true });
  });

  it('is sent again if an older release began it, whose count may be wrong', async () => {
    await omeda.client.sendTest(trackId);
    const request = { step: 'test', trackId, contentHash: 'h', testsBefore: 0 } as const;
    const outcome = await test(omeda.context<'test'>(request, { resolving: true }));
    expect(outcome).toMatchObject({ repeated: true });
  });
});
