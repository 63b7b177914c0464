import { brandProjection, deploymentProjection } from '../../libs/deployment/src/index.js';
import { openEventStore, rebuildProjections } from '../../libs/event-store/src/index.js';
import { servePart } from '../stage/serve-part.js';

const { dataSource } = await openEventStore({
  databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '',
});

/** Events per second of a whole rebuild. */
async function rebuild({ events }: { events: number }): Promise<{ 'events/s': number }> {
  const began = performance.now();
  await rebuildProjections(dataSource, [deploymentProjection(), brandProjection]);
  return { 'events/s': (events * 1000) / (performance.now() - began) };
}

servePart({ rebuild });
