import { describe, expect, it } from 'vitest';
import type { PortalAction } from '../../../apps/sandbox/src/model/portal.js';
import { observe } from '../../../apps/deployer/src/steps/observe.js';
import { schedule } from '../../../apps/deployer/src/steps/schedule.js';
import { useOmeda } from './omeda.testing.js';

const SEND_AT = new Date(Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000).toISOString();
const omeda = useOmeda();

/** The outcome of a schedule without a response, after this act of a person in the portal. */
async function resolved(trackId: string, action?: PortalAction) {
  if (action) omeda.sandbox.portal(trackId, action);
  const request = { step: 'schedule', trackId, sendAt: SEND_AT, immediately: false } as const;
  return schedule(omeda.context<'schedule'>(request, { resolving: true }));
}

describe('a schedule without a response', () => {
  it.each(['submit', 'accept', 'not-accept', 'approve'] as const)(
    'had no effect where Omeda has no time for what was reviewed (%s)',
    async (action) => {
      const trackId = await omeda.filled();
      expect(await resolved(trackId, { action })).toEqual({ kind: 'no-effect' });
    },
  );

  it('is done if Omeda has it for the requested time', async () => {
    const trackId = await omeda.filled();
    expect(await resolved(trackId, { action: 'schedule', at: SEND_AT })).toMatchObject({
      kind: 'scheduled',
    });
  });
});

describe('what was approved and has no time', () => {
  it('is not scheduled, for a check', async () => {
    const trackId = await omeda.filled();
    omeda.sandbox.portal(trackId, { action: 'approve' });
    expect(await observe(omeda.client, trackId)).toMatchObject({ status: 'open' });
  });

  it('can be scheduled', async () => {
    const trackId = await omeda.filled();
    await omeda.client.sendTest(trackId);
    omeda.sandbox.portal(trackId, { action: 'approve' });
    const request = { step: 'schedule', trackId, sendAt: SEND_AT, immediately: false } as const;
    expect(await schedule(omeda.context<'schedule'>(request))).toMatchObject({ kind: 'scheduled' });
  });
});
