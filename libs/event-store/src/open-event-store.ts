import { DataSource } from 'typeorm';
import { type StoreOptions, dataSourceOptions } from './database/data-source.js';
import { guarded } from './errors.js';
import { EventStore } from './event-store.js';
import { migrate } from './database/migrate.js';

/** Connects, brings the schema up to date, and hands out the store; for scripts and specs. */
export async function openEventStore(
  options: StoreOptions,
): Promise<{ store: EventStore; dataSource: DataSource; close(): Promise<void> }> {
  const dataSource = new DataSource(dataSourceOptions(options));
  await guarded(() => dataSource.initialize());
  await migrate(dataSource);
  return {
    store: new EventStore(dataSource, options.codec),
    dataSource,
    close: () => dataSource.destroy(),
  };
}
