import { Client } from 'pg';

let connection: Promise<Client> | undefined;

/** One connection for each worker: most specs make a database and drop it. */
export async function onServer(connectionString: string, sql: string): Promise<void> {
  connection ??= connected(connectionString);
  await (await connection).query(sql);
}

async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  // The server ends before the worker does.
  client.on('error', () => (connection = undefined));
  await client.connect();
  return client;
}
