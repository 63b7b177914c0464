import { type Running, createLog, tellReload } from '#process';
import { watchSites } from '#sites';
import type { DeployerConfig } from './config.js';
import { startDeployer } from './start-deployer.js';

/** @throws Error with the cure; SitesFileError with every fault. */
export async function runDeployer({ sitesFile, ...config }: DeployerConfig): Promise<Running> {
  const sites = watchSites(sitesFile, { onReload: tellReload(createLog(config.logLevel)) });
  const deployer = await startDeployer({ ...config, sites }, config).catch((error) => {
    sites.close();
    throw error;
  });
  return {
    lines: [
      `The deployer takes due steps; ${deployer.url}/health/ready tells how it is.`,
      'Stop with Ctrl-C.',
    ],
    close: async () => {
      sites.close();
      await deployer.close();
    },
  };
}
