import type { Row } from '../measure/row.js';

/** Where and when rows were measured. */
type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  postgres: string;
  /** How many other processes wanted a core in the minute before (Linux's load average). */
  load: number;
  /** With short rounds. */
  isQuick: boolean;
};

/** `at`: the day it was measured. */
type DatedRow = Row & { at: string };

export type Results = { machine: Machine; rows: DatedRow[] };

/** Rows that were measured again replace the older ones; new ones come last. */
export function merged(older: Results | undefined, newer: Results): Results {
  const key = ({ name, peer }: Row) => `${name}, beside ${peer}`;
  const rows = new Map((older?.rows ?? []).map((row) => [key(row), row]));
  for (const row of newer.rows) rows.set(key(row), row);
  return { machine: newer.machine, rows: [...rows.values()] };
}
