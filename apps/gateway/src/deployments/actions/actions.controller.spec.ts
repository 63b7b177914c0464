import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#event-store';
import { AccessGuard } from '../../access/access.guard.js';
import { notFound } from '../../problem/problem.js';
import { ActionTaker } from './action-taker.js';
import { ActionsController } from './actions.controller.js';
import { DeploymentReader } from '../deployment-reader.js';

const ASKED = { id: 'id', caller: {}, body: {}, by: {} } as never;

/** The status is read before and after the action; a read with an error fails. */
async function cancelWith(reads: (Error | undefined)[]) {
  const done: string[] = [];
  const byId = () => {
    const error = reads.shift();
    if (error) throw error;
    return { status: 'canceled' };
  };
  const take = () => done.push('taken');
  const module = await Test.createTestingModule({
    controllers: [ActionsController],
    providers: [
      { provide: DeploymentReader, useValue: { byId } },
      { provide: ActionTaker, useValue: { take } },
    ],
  })
    .overrideGuard(AccessGuard)
    .useValue({ canActivate: () => true })
    .compile();
  return { done, cancel: () => module.get(ActionsController).cancel(ASKED) };
}

describe('a store that is lost around an action', () => {
  it.each([true, false])(
    'stored nothing if it was lost before, in doubt: %s',
    async (isInDoubt) => {
      const lost = new StoreUnavailable(new Error('gone'), isInDoubt);
      const { cancel, done } = await cancelWith([lost]);
      await expect(cancel()).rejects.toMatchObject({ isInDoubt: false, cause: lost.cause });
      expect(done).toEqual([]);
    },
  );

  it.each([true, false])('leaves it open if it was lost after, in doubt: %s', async (isInDoubt) => {
    const lost = new StoreUnavailable(new Error('gone'), isInDoubt);
    const { cancel, done } = await cancelWith([undefined, lost]);
    await expect(cancel()).rejects.toMatchObject({ isInDoubt: true, cause: lost.cause });
    expect(done).toEqual(['taken']);
  });

  it('is distinguished from other errors', async () => {
    const missing = notFound('deployment');
    await expect((await cancelWith([missing])).cancel()).rejects.toBe(missing);
    await expect((await cancelWith([])).cancel()).resolves.toEqual({ status: 'canceled' });
  });
});
