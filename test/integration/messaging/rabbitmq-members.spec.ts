import { describe, expect, inject, it, vi } from 'vitest';
import { queueMembers, topologyOf } from '#messaging';
import { RabbitRig } from './rabbit-rig.js';

const DEADLINE = { timeout: 30_000, interval: 500 };
const AWAY = ['http://127.0.0.1:1', 'http://someone:secret@127.0.0.1:2'];

describe('the members of our queues', () => {
  it('are read from the next node while one is down', async (context) => {
    const { managementUrl } = inject('rabbitmq');
    if (!managementUrl) return context.skip('It takes RABBITMQ_MANAGEMENT_URL.');
    const rig = await RabbitRig.open();
    try {
      const { url, topology } = rig;
      const given = [...AWAY, managementUrl].join(', ');
      // The management API lists new queues after some seconds.
      await vi.waitFor(async () => {
        const { queues } = await queueMembers({ managementUrl: given, url, topology });
        expect(queues).toHaveLength(topology.queues.length);
      }, DEADLINE);
    } finally {
      await rig.close();
    }
  });

  it('are unknown if all are down: each is named, without its password', async () => {
    const { url } = inject('rabbitmq');
    const asked = queueMembers({ managementUrl: AWAY.join(','), url, topology: topologyOf() });
    await expect(asked).rejects.toThrow(/127\.0\.0\.1:1: .*; http:\/\/127\.0\.0\.1:2: /);
    await expect(asked).rejects.not.toThrow(/secret/);
  });
});
