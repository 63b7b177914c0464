import { Pool } from 'pg';
import { expect, it } from 'vitest';
import { type ConnectingPool, timeWaits } from './pool-waits.js';

/** Nothing listens there. */
const AWAY = { host: '127.0.0.1', port: 1 };

it('reports each wait, whether by callback or promise and whatever its result', async () => {
  const pool = new Pool(AWAY);
  const waits: number[] = [];
  timeWaits(pool as unknown as ConnectingPool, (seconds) => waits.push(seconds));
  await expect(pool.connect()).rejects.toThrow('ECONNREFUSED');
  await new Promise<void>((resolve, reject) => {
    pool.connect((error) => (error ? resolve() : reject(new Error('connected'))));
  });
  await expect(pool.query('SELECT 1')).rejects.toThrow('ECONNREFUSED');
  expect(waits).toHaveLength(3);
  expect(Math.min(...waits)).toBeGreaterThan(0);
  await pool.end();
});
