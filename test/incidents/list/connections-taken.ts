import { Client } from 'pg';
import type { Incident } from '../incident.js';

const COUNT = 57;
const taken: Client[] = [];

/** Another program takes nearly all connections of PostgreSQL. */
export const connectionsTaken: Incident = {
  name: 'connections-taken',
  alert: 'StoreNearItsConnections',
  async inject(stage) {
    for (let number = 0; number < COUNT; number += 1) {
      const client = new Client({ connectionString: stage.servers.databaseUrl });
      client.on('error', () => undefined);
      // The last ones are refused: there are no more.
      if (
        !(await client.connect().then(
          () => true,
          () => false,
        ))
      )
        break;
      taken.push(client);
    }
    for (const client of taken.splice(-3)) await client.end();
  },
  doctor: { check: /^connections$/, words: /of 60 connections/, cure: /pg_stat_activity/ },
  console: { path: '/console/operations', text: /of 60 connections in use/ },
  log: /of 60 connections in use/,
  async heal() {
    await Promise.all(taken.splice(0).map((client) => client.end()));
  },
};
