import type { FactoryProvider } from '@nestjs/common';
import { Alarms, ParkedRecords } from '#event-store';
import { ParkedMessages, RabbitConnection } from '#messaging';
import { BrokerDesk } from './broker-desk.js';
import { ParkedDesk } from './parked-desk.js';
import { TickDesk } from './tick-desk.js';

/** The desk of the transport in use: a broker is there only in processes that use one. */
export const PARKED_DESK: FactoryProvider<ParkedDesk> = {
  provide: ParkedDesk,
  inject: [
    Alarms,
    ParkedRecords,
    { token: ParkedMessages, optional: true },
    { token: RabbitConnection, optional: true },
  ],
  useFactory: (
    alarms: Alarms,
    records: ParkedRecords,
    queue?: ParkedMessages,
    connection?: RabbitConnection,
  ) =>
    queue && connection
      ? new BrokerDesk({ records, queue, alarms, connection })
      : new TickDesk(alarms, records),
};
