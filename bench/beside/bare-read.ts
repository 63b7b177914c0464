import { Client } from 'pg';
import { servePart } from '../stage/serve-part.js';

const client = new Client({ connectionString: process.env['BENCH_DATABASE_URL'] });
await client.connect();

/** As many rows at a time as a rebuild reads. */
const PAGE = 5_000;
const NEXT = `
SELECT * FROM event WHERE position > $1 ORDER BY position LIMIT ${PAGE}`;

/** Events a second that are only read, all columns, in the order of the feed. */
async function read({ events }: { events: number }): Promise<{ 'events/s': number }> {
  const began = performance.now();
  let seen = 0;
  for (let after = '0'; ;) {
    const { rows } = await client.query<{ position: string }>(NEXT, [after]);
    seen += rows.length;
    after = rows.at(-1)?.position ?? after;
    if (rows.length < PAGE) break;
  }
  if (seen !== events) throw new Error(`${seen} of ${events} events were read.`);
  return { 'events/s': (events * 1000) / (performance.now() - began) };
}

servePart({ read });
