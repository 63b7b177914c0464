import 'reflect-metadata';
import { brandProjection, deploymentProjection } from '#deployment';
import { openEventStore, rebuildProjections } from '#event-store';
import { type Opened, runCommand } from '#process';
import { readStandaloneConfig } from './config.js';
import { dataDirOf, openStorage } from './storage.js';

/** Folds all events into new status tables and swaps them in; the apps may be running. */
async function rebuild(opened: Opened): Promise<void> {
  const { timing } = readStandaloneConfig();
  const { databaseUrl } = await opened.opening(openStorage(dataDirOf()));
  const { dataSource } = await opened.opening(openEventStore({ databaseUrl }));
  const projections = [deploymentProjection(timing), brandProjection];
  for (const { category, streams } of await rebuildProjections(dataSource, projections)) {
    process.stdout.write(`Status of ${streams} ${category}(s) rebuilt from their events.\n`);
  }
}

runCommand(rebuild);
