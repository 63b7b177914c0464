import type { FactoryProvider } from '@nestjs/common';
import { Timers, ParkedRecords } from '#event-store';
import { ParkedMessages, RabbitConnection } from '#messaging';
import { BrokerParkedItems } from './broker-parked-items.js';
import { ParkedItems } from './parked-items.js';
import { StoreParkedItems } from './store-parked-items.js';

/** Parked items of the transport in use. Only processes that use a broker have one. */
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
