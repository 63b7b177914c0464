export * from './errors.js';
export { dataSourceOptions, type StoreOptions } from './database/data-source.js';
export {
  BadDatabaseUrl,
  DATABASE_URL_FORM,
  parseDatabaseUrl,
  withDatabase,
} from './database/connection/database-url.js';
export { unreadableFile } from './database/connection/database-files.js';
export { storeCertificateExpiry } from './database/connection/certificates.js';
export { StoreClient } from './database/connection/store-client.js';
export { serversOf } from './database/connection/servers.js';
export { type WrittenType, newerRelease } from './streams/written-types.js';
export { OLDEST_SERVER, migrate } from './database/migrate.js';
export type { BrandRow, DeploymentRow, Projection } from './projections/projection.js';
export type { Alongside, Append } from './append/append.js';
export type { Change, ChangeOptions } from './streams/change.js';
export type { Conditions } from './streams/conditions.js';
export { Clock } from './clock/clock.js';
export { PeriodicTask } from './clock/periodic-task.js';
export { ClockWatch } from './clock/clock-watch.js';
export { type ClockStep, LastingJumps } from './clock/lasting-jumps.js';
export type { Known } from './streams/last-known.js';
export { EventStore, type Loaded } from './event-store.js';
export { PAGE_ORDERS, type PageOrder, type PageQuery } from './streams/read-page.js';
export { FEED_WINDOW, type FeedEntry } from './feed/feed.js';
export type { Timer } from './timers/timer.js';
export { Timers } from './timers/timers.js';
export { Traceparents } from './streams/traceparents.js';
export {
  BROKER_WAKE_UPS_DEFAULTS,
  type BrokerWakeUp,
  BrokerWakeUps,
  type BrokerWakeUpsSettings,
} from './timers/broker-wake-ups.js';
export { Lease } from './leases/lease.js';
export { RelayBatch, type Turn } from './feed/relay-batch.js';
export {
  type ParkedCopy,
  type ParkedEnd,
  type ParkedPlace,
  type ParkedRecord,
  ParkedRecords,
} from './records/parked-records.js';
export {
  type BrandHold,
  type Cursor,
  type DeploymentFilter,
  type DeploymentStatus,
  Deployments,
  type Standing,
} from './projections/deployments.js';
export {
  ATTENTION_KINDS,
  type AttentionGroup,
  type AttentionKind,
  type NearNewsletters,
  Overview,
} from './overview/overview.js';
export { Figures, UNWANTED_MS } from './projections/figures.js';
export { Archive } from './archive/archive.js';
export { type Examined, examineStore } from './database/examine.js';
export { type Erased, Erasures } from './snapshots/erasures.js';
export {
  type BrandCalls,
  type CallRecord,
  CallRecords,
  type NewCall,
} from './records/call-records.js';
export { ConsoleSessions, type OpenSession } from './records/console-sessions.js';
export {
  type Notice,
  type NewNotice,
  type NotificationRecord,
  NotificationRecords,
} from './records/notification-records.js';
export { RefusedAnnouncements } from './records/refused-announcements.js';
export { SiteZones } from './records/site-zones.js';
export { type TypeList, TypeLists } from './records/type-lists.js';
export { type Epoch, FeedEpoch } from './feed/feed-epoch.js';
export { type FeedEnd } from './feed/feed-end.js';
export { RecentAppends, type Tail } from './feed/recent-appends.js';
export { type RemovedSnapshots, SupersededSnapshots } from './snapshots/superseded-snapshots.js';
export { type Snapshot, type SnapshotOwner, Snapshots } from './snapshots/snapshots.js';
export { type Deliverable, Deliverables } from './subscriptions/deliverable.js';
export { type Delivery, DeliveryLog, type DeliveryQuery } from './subscriptions/delivery-log.js';
export {
  type PendingEntry,
  type PendingPage,
  SubscriberFeed,
} from './subscriptions/subscriber-feed.js';
export { type Subscription, Subscriptions } from './subscriptions/subscriptions.js';
export { AlreadyReceived, type Receipt, Receipts } from './records/receipts.js';
export { claimTransport, switchTransport, type TransportName } from './database/transport.js';
export { CannotRebuildNow, rebuildProjections, type Rebuilt } from './rebuild/rebuild.js';
export { AppendNotifier } from './wakes/append-notifier.js';
export { openEventStore } from './open-event-store.js';
export { EventStoreModule } from './event-store.module.js';
export { DeploymentStatusEntity } from './entities/deployment-status.entity.js';
