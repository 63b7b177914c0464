import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Archive } from './archive/archive.js';
import { Timers } from './timers/timers.js';
import { ClockWatch } from './clock/clock-watch.js';
import { LastingJumps } from './clock/lasting-jumps.js';
import { type StoreOptions, dataSourceOptions } from './database/data-source.js';
import { Deployments } from './projections/deployments.js';
import { Erasures } from './snapshots/erasures.js';
import { EventStore } from './event-store.js';
import { FeedEpoch } from './feed/feed-epoch.js';
import { Figures } from './projections/figures.js';
import { LossWatch } from './feed/loss-watch.js';
import { RecentAppends } from './feed/recent-appends.js';
import { migrate } from './database/migrate.js';
import { Overview } from './overview/overview.js';
import { CallRecords } from './records/call-records.js';
import { ConsoleSessions } from './records/console-sessions.js';
import { NotificationRecords } from './records/notification-records.js';
import { ParkedRecords } from './records/parked-records.js';
import { Receipts } from './records/receipts.js';
import { RefusedAnnouncements } from './records/refused-announcements.js';
import { SiteZones } from './records/site-zones.js';
import { Snapshots } from './snapshots/snapshots.js';
import { SupersededSnapshots } from './snapshots/superseded-snapshots.js';
import { Deliverables } from './subscriptions/deliverable.js';
import { DeliveryLog } from './subscriptions/delivery-log.js';
import { SubscriberFeed } from './subscriptions/subscriber-feed.js';
import { Subscriptions } from './subscriptions/subscriptions.js';
import { Traceparents } from './streams/traceparents.js';
import { TypeLists } from './records/type-lists.js';
import { AppendNotifier } from './wakes/append-notifier.js';

const PROVIDERS = [
  Archive,
  Timers,
  CallRecords,
  ClockWatch,
  ConsoleSessions,
  Deliverables,
  DeliveryLog,
  Deployments,
  Erasures,
  FeedEpoch,
  Figures,
  RecentAppends,
  LastingJumps,
  LossWatch,
  NotificationRecords,
  Overview,
  ParkedRecords,
  Receipts,
  RefusedAnnouncements,
  SiteZones,
  Snapshots,
  SubscriberFeed,
  Subscriptions,
  SupersededSnapshots,
  Traceparents,
  TypeLists,
];

/** The event store and what belongs to it, for every module of the process. */
@Global()
@Module({})
export class EventStoreModule {
  static forRoot(options: StoreOptions): DynamicModule {
    return {
      module: EventStoreModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(options), retryAttempts: 3 })],
      providers: [
        {
          provide: EventStore,
          inject: [DataSource],
          useFactory: async (dataSource: DataSource) => {
            // Nothing queries before all providers exist: by then the schema is up to date.
            await migrate(dataSource);
            return new EventStore(dataSource, options.codec);
          },
        },
        {
          provide: AppendNotifier,
          inject: [EventStore],
          useFactory: (store: EventStore) => new AppendNotifier(store, options.databaseUrl),
        },
        ...PROVIDERS,
      ],
      exports: [EventStore, AppendNotifier, ...PROVIDERS],
    };
  }
}
