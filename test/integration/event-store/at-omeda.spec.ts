import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataSourceOptions } from '../../../libs/event-store/src/database/data-source.js';
import { NOT_TAKEN_BACK } from '../../../libs/event-store/src/projections/unfinished-sql.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await new DataSource(dataSourceOptions({ databaseUrl: database.url })).initialize();
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

/** Posts without a newsletter, as most posts of a site are; one of them is scheduled. */
const POSTS = `
INSERT INTO deployment_status (deployment_id, version, site, brand, post_id, post_uid, title, status, failed, body,
  created_at, updated_at)
SELECT gen_random_uuid(), 1, 'daily', 'FOO', n, gen_random_uuid()::text, 'Post', CASE n WHEN 1 THEN 'scheduled' ELSE 'no-type' END,
  false, CASE n WHEN 1 THEN '{"achieved": {"scheduled": {"sendAt": "2030-01-01T00:00:00Z"}}, "failed": {"step": "unschedule"}}'::jsonb
    ELSE jsonb_build_object('achieved', null, 'title', repeat('x', 500)) END, now(), now()
FROM generate_series(1, 5000) AS n`;

it('what could not be withdrawn is found among thousands of posts without reading them', async () => {
  await source.query(POSTS);
  await source.query('ANALYZE deployment_status');
  const sql = `SELECT deployment_id FROM deployment_status d WHERE ${NOT_TAKEN_BACK}`;
  expect(await source.query(sql)).toHaveLength(1);
  const plan = await source.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`);
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('deployment_status_at_omeda');
});
