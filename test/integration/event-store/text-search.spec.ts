import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../../libs/event-store/src/database/data-source.js';
import {
  type DeploymentFilter,
  Deployments,
} from '../../../libs/event-store/src/projections/deployments.js';
import { CANDIDATES } from '../../../libs/event-store/src/projections/text-search.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';

/** Number 1 is the oldest. Some wait for a step, as if they had stalled years ago. */
const NEWSLETTERS = `
INSERT INTO deployment_status (deployment_id, version, site, brand, post_id, post_uid, title, status, step, track_id, failed,
  body, created_at, updated_at)
SELECT gen_random_uuid(), 1, 'daily', 'FOO', n, gen_random_uuid()::text, $1 || n, CASE n % 30 WHEN 0 THEN 'preparing' ELSE 'sent' END,
  CASE n % 30 WHEN 0 THEN 'content' WHEN 1 THEN 'watch' END,
  'FOO000' || n, false, '{}', date '2020-01-01' + n * interval '1 minute', now()
FROM generate_series($2::int, $3::int) AS n`;

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await new DataSource(dataSourceOptions({ databaseUrl: database.url })).initialize();
  await source.query(NEWSLETTERS, ['Été 100 % new, No. ', 1, 30]);
  await source.query(NEWSLETTERS, ['The Morning of day ', 31, 3_000]);
  await source.query('ANALYZE deployment_status');
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

const found = async (filter: DeploymentFilter, limit = 201) => {
  const rows = await new Deployments(source).list(filter, limit);
  return rows.map(({ postId }) => Number(postId));
};

const down = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => from - i);

describe('a text finds', () => {
  it.each([
    ['one of the newest', 'day 2999', [2999]],
    ['the oldest', '100 % new', down(30, 1)],
    ['the oldest in any case', 'NEW, NO. 7', [7]],
    ['what waits for a step, too', 'no. 30', [30]],
    ['new and old ones together', '0 ', down(30, 1)],
    ['a character that is none of ASCII', 'Été', down(30, 1)],
    ['two characters', 'No', down(30, 1)],
    ['an underscore only where one is', 'new_', []],
    ['the whole text, not its parts', 'day Morning', []],
    ['a TrackId', ' foo00012', [12]],
    ['a post number, and titles with it', '2012', [2012]],
  ])('%s', async (_, text, expected) => {
    expect(await found({ text })).toEqual(expected);
  });

  it('newest first, as many as a page takes', async () => {
    expect(await found({ text: 'morning' }, 3)).toEqual([3000, 2999, 2998]);
    expect(await found({ text: 'new, no.' }, 3)).toEqual([30, 29, 28]);
    expect(await found({ text: '1' }, 201)).toHaveLength(201);
  });

  it('a page that begins among the newest and ends among the oldest', async () => {
    const numbers = down(3_000, 31).filter((n) => String(n).includes('77'));
    expect(await found({ text: '77' })).toEqual(numbers);
    expect(await found({ text: '770' })).toEqual([2770, 1770, 770]);
  });

  it('only what the other filters let through', async () => {
    expect(await found({ text: 'new, no.', step: 'content' })).toEqual([30]);
    expect(await found({ text: 'new, no.', brand: 'BAR' })).toEqual([]);
  });
});

it('what few titles have is found without reading all of them', async () => {
  const sql = CANDIDATES.replaceAll(':text', `'No. 7'`);
  const plan = await source.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`);
  const words = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(words).toContain('deployment_status_terms');
  expect(words).not.toContain('Seq Scan');
});
