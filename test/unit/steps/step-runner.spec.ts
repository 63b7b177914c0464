import { beforeEach, describe, expect, it } from 'vitest';
import type { Deployments, Snapshots } from '#event-store';
import { Slots } from '../../../apps/deployer/src/brands/slots.js';
import type { CallLog } from '../../../apps/deployer/src/calls/call-log.js';
import { Lease } from '../../../apps/deployer/src/due/lease.js';
import { StepRunner } from '../../../apps/deployer/src/due/step-runner.js';
import { useOmeda } from './omeda.testing.js';

const omeda = useOmeda();
let trackId: string;

beforeEach(async () => {
  trackId = await omeda.created();
  omeda.sandbox.world.ledger.entries.length = 0;
});

const called = () => omeda.sandbox.world.ledger.entries.map(({ call }) => call);

/** The outcome of a step that cancels it. */
function cancelled() {
  const deployments = { ofOthers: async () => new Set() } as unknown as Deployments;
  const calls = { add: () => undefined } as unknown as CallLog;
  const runner = new StepRunner({} as Snapshots, calls, deployments);
  const { client } = omeda;
  const brand = { name: 'DEMO', client, slots: new Slots(1), callTimeoutMs: 30_000 };
  const request = { step: 'cancel', trackId, twin: false } as const;
  const started = { dueId: 1, startNo: 1, step: 'cancel', attempt: 1, settling: false } as const;
  const leaseUntil = new Date(Date.now() + 60_000).toISOString();
  return runner.run(
    brand,
    { site: 'daily', deploymentId: 'd' },
    { ...started, leaseUntil, worker: 'w', request },
    new Lease(60_000, performance.now()),
  );
}

describe('a call that gets a 429 from Omeda', () => {
  // A held brand would miss what must be sent at that minute: one refused call does not justify that.
  it('waits as long as Omeda requests, and is the step’s own if others still pass', async () => {
    omeda.sandbox.world.faults.add({ call: 'cancel', status: 429, retryAfter: '120' });
    expect(await cancelled()).toMatchObject({ kind: 'transient', retryAfterMs: 120_000 });
    expect(called()).toEqual(['cancel', 'search']);
  });

  it('is a fault of the brand if the search is refused, too', async () => {
    omeda.sandbox.world.faults.add({ call: 'cancel', status: 429 });
    omeda.sandbox.world.faults.add({ call: 'search', status: 429 });
    const outcome = await cancelled();
    expect(outcome).toMatchObject({ kind: 'brand-fault', unclear: false });
    expect(outcome).not.toHaveProperty('retryAfterMs');
  });
});

describe('a search after a failure', () => {
  it.each([
    ['30', '90', 90_000],
    ['90', '30', 90_000],
    [undefined, '90', 90_000],
    ['90', undefined, 90_000],
  ])(
    'that fails, too, asks for the longer of both waits (%s, %s)',
    async (first, second, retryAfterMs) => {
      const asks = (retryAfter?: string) => (retryAfter ? { retryAfter } : {});
      const { faults } = omeda.sandbox.world;
      faults.add({ call: 'cancel', status: 503, ...asks(first) });
      faults.add({ call: 'search', status: 429, ...asks(second) });
      expect(await cancelled()).toMatchObject({ kind: 'brand-fault', unclear: true, retryAfterMs });
      expect(called()).toEqual(['cancel', 'search']);
    },
  );
});
