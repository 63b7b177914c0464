import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { EventStore } from '#event-store';
import { topologyOf } from '#messaging';
import { startDeployer } from '../../apps/deployer/src/start-deployer.js';
import { startGateway } from '../../apps/gateway/src/start-gateway.js';
import { startStandalone } from '../../apps/standalone/src/start-standalone.js';
import type { StandaloneSettings } from '../../apps/standalone/src/standalone.module.js';
import { dropTopology } from '../setup/broker/drop-topology.js';

declare module 'vitest' {
  interface ProvidedContext {
    transport: 'embedded' | 'rabbitmq';
  }
}

/** All our processes: in one process, or in two applications with a broker between them. */
export type Newsroom = {
  url: string;
  deployerUrl: string;
  store: EventStore;
  close(): Promise<void>;
};

const LISTENING = { host: '127.0.0.1', port: 0, isPortNamed: true };

export async function startNewsroom(settings: StandaloneSettings): Promise<Newsroom> {
  if (inject('transport') === 'rabbitmq') return startOverRabbit(settings);
  const standalone = await startStandalone(settings, LISTENING);
  return { ...standalone, deployerUrl: standalone.url };
}

/** The domain's delays are scaled or skipped: long waits in the broker are swept soon. */
const RELAY = { pollMs: 20, idlePollMs: 100, sweepMs: 100, overdueMs: 500 };

async function startOverRabbit(settings: StandaloneSettings): Promise<Newsroom> {
  const prefix = `e2e-${randomBytes(6).toString('hex')}`;
  const broker = { url: inject('rabbitmq').url, prefix, delaysMs: [100, 500, 2_000] };
  const deployer = await startDeployer({ ...settings, broker, relay: RELAY }, LISTENING);
  const gateway = await startGateway({ ...settings, broker, relay: RELAY }, LISTENING);
  return {
    url: gateway.url,
    deployerUrl: deployer.url,
    store: gateway.app.get(EventStore),
    close: async () => {
      await gateway.close();
      await deployer.close();
      await dropTopology(broker.url, topologyOf(broker));
    },
  };
}
