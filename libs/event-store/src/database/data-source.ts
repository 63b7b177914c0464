import type { Codec } from '#events';
import type { DataSourceOptions } from 'typeorm';
import { ENTITIES } from '../entities/index.js';
import { Initial1795500000000 } from '../migrations/1795500000000-initial.js';
import { People1795700000000 } from '../migrations/1795700000000-people.js';
import { Broker1795800000000 } from '../migrations/1795800000000-broker.js';
import { EventTypes1796100000000 } from '../migrations/1796100000000-event-types.js';
import { NextLooks1796200000000 } from '../migrations/1796200000000-next-looks.js';
import { Erasure1796300000000 } from '../migrations/1796300000000-erasure.js';
import { PersonKeys1796310000000 } from '../migrations/1796310000000-person-keys.js';
import { FeedEpoch1796400000000 } from '../migrations/1796400000000-feed-epoch.js';
import { Clock1796500000000 } from '../migrations/1796500000000-clock.js';
import { AppendBatch1796600000000 } from '../migrations/1796600000000-append-batch.js';
import { Wakes1796700000000 } from '../migrations/1796700000000-wakes.js';
import { Superseded1796800000000 } from '../migrations/1796800000000-superseded.js';
import { Growth1796900000000 } from '../migrations/1796900000000-growth.js';
import { Figures1797000000000 } from '../migrations/1797000000000-figures.js';
import { Console1797100000000 } from '../migrations/1797100000000-console.js';
import { CursorKey1797200000000 } from '../migrations/1797200000000-cursor-key.js';
import { Webhooks1797250000000 } from '../migrations/1797250000000-webhooks.js';
import { Notifications1797260000000 } from '../migrations/1797260000000-notifications.js';
import { OmedaCalls1797290000000 } from '../migrations/1797290000000-omeda-calls.js';
import { Archive1797300000000 } from '../migrations/1797300000000-archive.js';
import { RefusedAnnouncements1797310000000 } from '../migrations/1797310000000-refused-announcements.js';
import { ToldCount1797320000000 } from '../migrations/1797320000000-told-count.js';
import { AtOmeda1797330000000 } from '../migrations/1797330000000-at-omeda.js';
import { TextSearch1797340000000 } from '../migrations/1797340000000-text-search.js';
import { PlannedClock1797350000000 } from '../migrations/1797350000000-planned-clock.js';
import { parseDatabaseUrl } from './connection/database-url.js';
import { StoreClient } from './connection/store-client.js';
import { prepareStatements } from './prepared.js';

/** Limits a frozen holder of the feed's lock, in milliseconds. Migrations have no such limits. */
const STATEMENT_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 15_000;
const IDLE_IN_TRANSACTION_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
const DEFAULT_POOL = 10;

/**
 * How to reach the store. `poolSize`: connections at most; `codec`: another release's events; `statementTimeoutMs`:
 * how long a statement may take.
 */
export type StoreOptions = {
  databaseUrl: string;
  poolSize?: number;
  codec?: Codec;
  statementTimeoutMs?: number;
};

export function dataSourceOptions({
  databaseUrl,
  poolSize = DEFAULT_POOL,
  statementTimeoutMs = STATEMENT_TIMEOUT_MS,
}: StoreOptions) {
  return {
    type: 'postgres',
    url: parseDatabaseUrl(databaseUrl).ofFirst,
    entities: ENTITIES,
    migrations: [
      Initial1795500000000,
      People1795700000000,
      Broker1795800000000,
      EventTypes1796100000000,
      NextLooks1796200000000,
      Erasure1796300000000,
      PersonKeys1796310000000,
      FeedEpoch1796400000000,
      Clock1796500000000,
      AppendBatch1796600000000,
      Wakes1796700000000,
      Superseded1796800000000,
      Growth1796900000000,
      Figures1797000000000,
      Console1797100000000,
      CursorKey1797200000000,
      Webhooks1797250000000,
      Notifications1797260000000,
      OmedaCalls1797290000000,
      Archive1797300000000,
      RefusedAnnouncements1797310000000,
      ToldCount1797320000000,
      AtOmeda1797330000000,
      TextSearch1797340000000,
      PlannedClock1797350000000,
    ],
    migrationsTableName: 'migration',
    applicationName: 'omeda-newsletter-connector',
    extra: {
      Client: StoreClient,
      databaseUrl,
      max: poolSize,
      statement_timeout: statementTimeoutMs,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // Compiling a query takes a second; all of these take milliseconds.
      options: '-c jit=off',
      onConnect: makeReady,
    },
  } as const satisfies DataSourceOptions;
}

function makeReady(connection: StoreClient): void {
  if (!connection.isPooled) prepareStatements(connection as never);
}
