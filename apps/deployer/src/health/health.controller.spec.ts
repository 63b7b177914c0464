import { describe, expect, it } from 'vitest';
import type { EventStore } from '#event-store';
import type { RabbitConnection, RabbitStrategy } from '#messaging';
import { HealthController } from './health.controller.js';

type Trouble = { clock?: string; unreadable?: object[] };

/** Health of a deployer that consumes wake-ups, with this trouble in the store. */
function health({ clock, unreadable = [] }: Trouble) {
  const databaseUrl = 'postgres://connector@db/newsletters';
  const store = {
    unreadable: () => Promise.resolve(unreadable),
    clock: { trouble: () => Promise.resolve(clock) },
    dataSource: { options: { extra: { databaseUrl } } },
  };
  const controller = new HealthController(
    store as unknown as EventStore,
    { states: [] } as unknown as RabbitConnection,
    { attached: true } as RabbitStrategy,
  );
  return controller.ready();
}

const NEWER = [{ type: 'AudienceAssigned', schemaVersion: 2 }];

describe('the health of a deployer that consumes wake-ups', () => {
  it.each([
    ['ok', 'without trouble', {}],
    ['degraded', 'where a newer release has written what it cannot read', { unreadable: NEWER }],
    ['degraded', 'while the clock is unsteady', { clock: 'The clock jumped.' }],
  ])('is %s %s', async (status, _when, trouble) => {
    expect(await health(trouble)).toMatchObject({ status, store: 'ok', consumers: 'attached' });
  });
});
