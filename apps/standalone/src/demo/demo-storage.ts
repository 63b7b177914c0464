import { randomBytes } from 'node:crypto';
import { StoreClient, withDatabase } from '#event-store';
import { type Storage, openStorage } from '../storage.js';

/** A database of the demo's own: on the server of DATABASE_URL, or on one started for it. */
export async function openDemoStorage(dataDir: string): Promise<Storage> {
  const storage = await openStorage(dataDir);
  const name = `newsletter_demo_${randomBytes(6).toString('hex')}`;
  await execute(storage.databaseUrl, `CREATE DATABASE ${name}`);
  return {
    ...storage,
    databaseUrl: withDatabase(storage.databaseUrl, name),
    close: async () => {
      await execute(storage.databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await storage.close();
    },
  };
}

async function execute(databaseUrl: string, sql: string): Promise<void> {
  const client = new StoreClient({ databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
