import { READING } from '../clock/clock-sql.js';
import { type ClockReading, unsteadyMs } from '../clock/clock.js';

/** What else was in the store at the moment of a read. */
export type Conditions = {
  /** For how long nothing may be started or sent; 0 while the clock is steady. */
  unsteadyMs: number;
  /** Held brands, for which only a probe may be called; few, if any. */
  heldBrands: readonly string[];
};

/** The columns of CONDITIONS. */
export type ConditionsRow = ClockReading & { now: Date; epoch: string; heldBrands: string[] };

/** One row, to be joined with what is read. */
export const CONDITIONS = `(
  SELECT connector_now() AS now, (SELECT epoch FROM feed_epoch) AS epoch, ${READING},
    ARRAY(SELECT brand FROM brand_status WHERE held) AS "heldBrands"
  FROM clock LIMIT 1)`;

export function conditionsOf(row: ConditionsRow): Conditions {
  return { unsteadyMs: unsteadyMs(row), heldBrands: row.heldBrands };
}
