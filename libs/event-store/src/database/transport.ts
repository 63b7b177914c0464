import type { DataSource } from 'typeorm';
import { lockedWakeUps } from '../timers/timers-sql.js';
import { OtherTransport, guarded } from '../errors.js';

export type TransportName = 'embedded' | 'rabbitmq';

/**
 * Records the transport in use, if none is.
 * @throws OtherTransport with the command that switches.
 */
export async function claimTransport(dataSource: DataSource, name: TransportName): Promise<void> {
  await guarded(() =>
    dataSource.query('INSERT INTO transport (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]),
  );
  const [row] = await guarded(() =>
    dataSource.query<{ name: string }[]>('SELECT name FROM transport'),
  );
  if (row && row.name !== name) {
    throw new OtherTransport(
      `This store uses the transport '${row.name}', not '${name}'. Stop its processes, then run: npm run transport -- --use ${name}`,
    );
  }
}

/**
 * From now on processes must use this transport. Nothing waits in the old one that is not here: what
 * was in progress there may be taken at once.
 */
export async function switchTransport(dataSource: DataSource, name: TransportName): Promise<void> {
  await guarded(() =>
    dataSource.query(
      `INSERT INTO transport (name) VALUES ($1)
       ON CONFLICT (only_row) DO UPDATE SET name = excluded.name`,
      [name],
    ),
  );
  await guarded(() =>
    dataSource.query(
      `UPDATE tick SET not_before = connector_now(), deliveries = 0
       FROM ${lockedWakeUps('true')} WHERE tick.deployment_id = mine.deployment_id`,
    ),
  );
}
