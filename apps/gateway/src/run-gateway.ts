import { type Running, createLog, tellReload } from '#process';
import { watchSites } from '#sites';
import type { GatewayConfig } from './config.js';
import { startGateway } from './start-gateway.js';

/** @throws Error with the cure; SitesFileError with every fault. */
export async function runGateway({ sitesFile, ...config }: GatewayConfig): Promise<Running> {
  const sites = watchSites(sitesFile, { onReload: tellReload(createLog(config.logLevel)) });
  const gateway = await startGateway({ ...config, sites }, config).catch((error) => {
    sites.close();
    throw error;
  });
  return {
    lines: [
      `The gateway answers at ${gateway.url} and /docs tells how to call it.`,
      'Stop with Ctrl-C.',
    ],
    close: async () => {
      sites.close();
      await gateway.close();
    },
  };
}
