import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Figures } from '#event-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';

const COUNT = 8;
const ROLES = ['connector', 'report'].map((name) => `${name}_${randomBytes(4).toString('hex')}`);
const [CONNECTOR = '', REPORT = ''] = ROLES;

let database: TestDatabase;
let dataSource: DataSource;
const others: Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  for (const role of ROLES) {
    await execute(database.url, `CREATE ROLE ${role} LOGIN PASSWORD '${role}'`);
  }
  dataSource = await new DataSource({ type: 'postgres', url: urlOf(CONNECTOR) }).initialize();
});

afterAll(async () => {
  await dataSource?.destroy();
  await Promise.all(others.map((client) => client.end()));
  for (const role of ROLES) await execute(database.url, `DROP ROLE IF EXISTS ${role}`);
  await database?.drop();
});

it('the connections of other roles count, which a role without rights sees nothing else of', async () => {
  for (let number = 0; number < COUNT; number += 1) {
    const client = new Client({ connectionString: urlOf(REPORT) });
    await client.connect();
    others.push(client);
  }
  expect((await new Figures(dataSource).server()).connections).toBeGreaterThan(COUNT);
});

function urlOf(role: string): string {
  const url = new URL(database.url);
  url.username = role;
  url.password = role;
  return url.href;
}
