import type { FactoryProvider } from '@nestjs/common';
import { Timers, ParkedRecords } from '#event-store';
import { ParkedMessages, RabbitConnection } from '#messaging';
import { BrokerParkedItems } from './broker-parked-items.js';
import { ParkedItems } from './parked-items.js';
import { StoreParkedItems } from './store-parked-items.js';

/** The desk of the transport in use: a broker is there only in processes that use one. */
export const PARKED_ITEMS: FactoryProvider<ParkedItems> = {
  provide: ParkedItems,
  inject: [
    Timers,
    ParkedRecords,
    { token: ParkedMessages, optional: true },
    { token: RabbitConnection, optional: true },
  ],
  useFactory: (
    timers: Timers,
    records: ParkedRecords,
    queue?: ParkedMessages,
    connection?: RabbitConnection,
  ) =>
    queue && connection
      ? new BrokerParkedItems({ records, queue, timers, connection })
      : new StoreParkedItems(timers, records),
};
