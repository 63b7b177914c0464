import type { Incident } from '../incident.js';

export const postgresStopped: Incident = {
  name: 'postgres-stopped',
  alert: 'StoreDown',
  inject: (stage) => stage.servers.stopPostgres(),
  doctor: { check: /^store$/, words: /store is not responding/, cure: /start PostgreSQL/ },
  console: { path: '/console/operations', text: /The store is not responding/ },
  log: /is failing: The event store is unreachable/,
  heal: (stage) => stage.servers.startPostgres(),
};
