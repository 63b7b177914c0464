import { Pool } from 'pg';
import { servePart } from '../stage/serve-part.js';
import { type Load, keepInFlight } from './in-flight.js';
import { eventOf } from './signed-events.js';

const pool = new Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 50 });
const BODIES = 1_000;

let bodies: string[] = [];

async function open(): Promise<void> {
  await pool.query('CREATE TABLE bare (id bigserial PRIMARY KEY, body text NOT NULL)');
  bodies = Array.from({ length: BODIES }, (_, number) => eventOf(number));
}

/** The body of an event is one row; each INSERT commits on its own. */
function insert(load: Load) {
  return keepInFlight(load, async (_lane, next) => {
    await pool.query('INSERT INTO bare (body) VALUES ($1)', [bodies[next % BODIES]]);
  });
}

servePart({ open, insert });
