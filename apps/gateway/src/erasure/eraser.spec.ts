import { Test } from '@nestjs/testing';
import { Deployments, Erasures, EventStore, StoreUnavailable } from '#event-store';
import { describe, expect, it } from 'vitest';
import { GATEWAY_SETTINGS } from '../gateway-settings.js';
import { Eraser } from './eraser.js';

/** Two newsletters of one post; the store fails at the n-th call. */
async function eraserThatFailsAt(nth: number): Promise<Eraser> {
  let loads = 0;
  const load = () => {
    loads += 1;
    if (loads === nth) throw new StoreUnavailable(new Error('connect ECONNREFUSED'));
    return { state: undefined, version: 1 };
  };
  const module = await Test.createTestingModule({
    providers: [
      Eraser,
      { provide: EventStore, useValue: { load } },
      {
        provide: Deployments,
        useValue: { allOfPost: () => [{ deploymentId: 'a' }, { deploymentId: 'b' }] },
      },
      { provide: Erasures, useValue: { erase: (target: object) => target } },
      { provide: GATEWAY_SETTINGS, useValue: { timing: {} } },
    ],
  }).compile();
  return module.get(Eraser);
}

describe('erasing a post of two newsletters while the store fails', () => {
  it.each([
    [2, 'before the first was erased', false],
    [4, 'after the first was erased', true],
  ])('at read %i, %s, is in doubt: %s', async (nth, _when, isInDoubt) => {
    const eraser = await eraserThatFailsAt(nth);
    const caller = { id: 'operator' } as Parameters<Eraser['erase']>[2];
    await expect(eraser.erase('daily', 7, caller)).rejects.toMatchObject({ isInDoubt });
  });
});
