import type { Incident } from '../incident.js';

/** The database grows towards STORE_LIMIT_GB. */
export const storeFills: Incident = {
  name: 'store-fills',
  alert: 'StoreNearItsLimit',
  stage: { env: { STORE_LIMIT_GB: '0.03' } },
  inject: (stage) =>
    stage.query(
      `CREATE TABLE filler AS
         SELECT gen_random_uuid() AS a, gen_random_uuid() AS b FROM generate_series(1, 500000)`,
    ),
  doctor: { check: /^space$/, words: /% of STORE_LIMIT_GB/, cure: /raise STORE_LIMIT_GB/ },
  console: { path: '/console/operations', text: /The database uses .* of STORE_LIMIT_GB/ },
  log: /The database uses [^"]* of STORE_LIMIT_GB/,
  heal: (stage) => stage.query('DROP TABLE filler'),
};
