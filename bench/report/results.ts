import type { Row } from '../measure/row.js';

/** Where and when rows were measured. */
export type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  postgres: string;
};

/** `at`: the day it was measured. */
export type DatedRow = Row & { at: string };

export type Results = { machine: Machine; rows: DatedRow[] };

/** Rows that were measured again take the place of the older ones; new ones come last. */
export function merged(older: Results | undefined, newer: Results): Results {
  const key = ({ name, peer }: Row) => `${name}, beside ${peer}`;
  const rows = new Map((older?.rows ?? []).map((row) => [key(row), row]));
  for (const row of newer.rows) rows.set(key(row), row);
  return { machine: newer.machine, rows: [...rows.values()] };
}
