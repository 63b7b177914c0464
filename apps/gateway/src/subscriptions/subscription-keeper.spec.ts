import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { DeliveryLog, RecentAppends, StoreUnavailable, Subscriptions } from '#event-store';
import { GATEWAY_SETTINGS } from '../gateway-settings.js';
import { SubscriptionKeeper } from './subscription-keeper.js';

const ID = '7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11';

/** A store with these subscriptions, which is lost once one was disabled. */
async function keeperOf(states: Record<string, string>) {
  let isLost = false;
  const find = (id: string) => {
    if (isLost) throw new StoreUnavailable(new Error('refused'));
    return states[id] && { id, state: states[id] };
  };
  const disable = (id: string) => {
    if (states[id] !== 'delivering') return undefined;
    isLost = true;
    return { id, state: 'disabled' };
  };
  const module = await Test.createTestingModule({
    providers: [
      SubscriptionKeeper,
      { provide: Subscriptions, useValue: { find, disable } },
      { provide: DeliveryLog, useValue: {} },
      { provide: RecentAppends, useValue: {} },
      { provide: GATEWAY_SETTINGS, useValue: { webhooks: { allowedNetworks: [] } } },
    ],
  }).compile();
  return module.get(SubscriptionKeeper);
}

describe('a subscription that is disabled', () => {
  it('is shown as written: a store that is lost afterwards is not read', async () => {
    const keeper = await keeperOf({ [ID]: 'delivering' });
    await expect(keeper.disable(ID, 'key')).resolves.toEqual({ id: ID, state: 'disabled' });
  });

  it('is shown as it is if it was disabled before', async () => {
    const keeper = await keeperOf({ [ID]: 'disabled' });
    await expect(keeper.disable(ID, 'key')).resolves.toEqual({ id: ID, state: 'disabled' });
  });

  it.each([ID, 'x'])('must exist: %s', async (id) => {
    const keeper = await keeperOf({});
    await expect(keeper.disable(id, 'key')).rejects.toMatchObject({ code: 'not-found' });
  });
});
