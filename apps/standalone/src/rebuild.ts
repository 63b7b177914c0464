import 'reflect-metadata';
import { brandProjection, deploymentProjection } from '#deployment';
import { openEventStore, rebuildProjections } from '#event-store';
import { loadEnv } from '#process';
import { readStandaloneConfig } from './config.js';
import { dataDirOf, openStorage } from './storage.js';

/** Folds all events into new status tables and swaps them in; also while the apps run. */
async function rebuild(): Promise<void> {
  const { timing } = readStandaloneConfig();
  const storage = await openStorage(dataDirOf());
  const opened = await openEventStore({ databaseUrl: storage.databaseUrl });
  try {
    const projections = [deploymentProjection(timing), brandProjection];
    for (const { category, streams } of await rebuildProjections(opened.dataSource, projections)) {
      process.stdout.write(`Status of ${streams} ${category}(s) rebuilt from their events.\n`);
    }
  } finally {
    await opened.close();
    await storage.close();
  }
}

loadEnv();
rebuild().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
