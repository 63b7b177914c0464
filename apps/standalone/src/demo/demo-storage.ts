import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreClient, withDatabase } from '#event-store';
import type { Opened } from '#process';
import { openStorage } from '../storage.js';

/** Folder for the demo's files; removed at its end. */
export async function demoFolder(opened: Opened): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-demo-'));
  opened.add({ close: () => rm(folder, { recursive: true, force: true }) });
  return folder;
}

/** A separate database for the demo: on the server of DATABASE_URL, or on one started for it. */
export async function openDemoStorage(
  dataDir: string,
  opened: Opened,
): Promise<{ databaseUrl: string }> {
  const { databaseUrl } = await opened.opening(openStorage(dataDir));
  const name = `newsletter_demo_${randomBytes(6).toString('hex')}`;
  opened.add({
    close: () => execute(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  });
  await execute(databaseUrl, `CREATE DATABASE ${name}`);
  return { databaseUrl: withDatabase(databaseUrl, name) };
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
