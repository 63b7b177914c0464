import type { DataSource } from 'typeorm';
import { type Timer, type TimerRow, toTimer } from './timer.js';
import { CLAIM_PROBES, TAKE_PROBE } from './timers-sql.js';
import { guarded } from '../errors.js';

/** For each held brand whose probe is due, the one step that may try it. */
export async function takeProbes(dataSource: DataSource, visibilityMs: number): Promise<Timer[]> {
  const query = <T>(sql: string, parameters: unknown[]) =>
    guarded(() => dataSource.query<T[]>(sql, parameters));
  const claimed = await query<{ brand: string }>(CLAIM_PROBES, [visibilityMs]);
  const taken: Timer[] = [];
  for (const { brand } of claimed) {
    const rows = await query<TimerRow>(TAKE_PROBE, [brand, visibilityMs]);
    taken.push(...rows.map((row) => toTimer(row, true)));
    if (rows.length === 0) await query('DELETE FROM brand_probe WHERE brand = $1', [brand]);
  }
  return taken;
}
