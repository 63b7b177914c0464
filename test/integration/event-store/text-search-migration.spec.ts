import { deploymentProjection } from '#deployment';
import { rebuildProjections } from '#event-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Deployments } from '../../../libs/event-store/src/projections/deployments.js';
import { FormerStore } from './former-store.testing.js';

/** The oldest has the number 1: more than the newest are read one by one. */
const NEWSLETTERS = `
INSERT INTO deployment_status (deployment_id, version, site, brand, post_id, post_uid, title, status, failed, body,
  created_at, updated_at)
SELECT gen_random_uuid(), 1, 'daily', 'FOO', n, gen_random_uuid()::text, 'Issue ' || n || '.', 'sent', false, '{}',
  date '2020-01-01' + n * interval '1 minute', now()
FROM generate_series(1, 2100) AS n`;

let store: FormerStore;

beforeAll(async () => {
  store = await FormerStore.before('TextSearch1797340000000');
  await store.source.query(NEWSLETTERS);
  await store.upgradeByOne();
});

afterAll(() => store?.close());

it('a store of the release before finds its oldest newsletters by their titles', async () => {
  const [found, ...more] = await new Deployments(store.source).list({ text: 'issue 1.' }, 20);
  expect([found?.title, more]).toEqual(['Issue 1.', []]);
});

it('goes back to the release before, also after a rebuild', async () => {
  await rebuildProjections(store.source, [deploymentProjection()]);
  await store.source.undoLastMigration();
  const [{ indexes }] = await store.source.query<[{ indexes: number }]>(
    `SELECT count(*)::int AS indexes FROM pg_indexes WHERE indexdef LIKE '%USING gin%'`,
  );
  expect(indexes).toBe(0);
});
