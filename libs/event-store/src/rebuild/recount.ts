import type { EntityManager } from 'typeorm';
import { COUNTS_OF, countedBy } from '../projections/counts-sql.js';

type Count = { brand: string; status: string; count: number };

/**
 * Counts a table that is to replace `deployment_status`. All of it is counted while appends continue;
 * under the lock, only the rows that change last.
 */
export class Recount {
  private readonly counts = new Map<string, Count>();

  private constructor(private readonly table: string) {}

  static async of(manager: EntityManager, table: string): Promise<Recount> {
    const recount = new Recount(table);
    recount.add(await manager.query<Count[]>(COUNTS_OF(table)), 1);
    return recount;
  }

  /** Runs what changes these rows of the table. */
  async changing(manager: EntityManager, ids: readonly string[], change: () => Promise<void>) {
    const rows = `(SELECT * FROM ${this.table} WHERE deployment_id = ANY ($1::uuid[])) AS changed`;
    const count = () => manager.query<Count[]>(COUNTS_OF(rows), [ids]);
    this.add(await count(), -1);
    await change();
    this.add(await count(), 1);
  }

  /** The table is counted from now on, by its own triggers. */
  async install(manager: EntityManager): Promise<void> {
    const rows = [...this.counts.values()].filter(({ count }) => count > 0);
    await manager.query('DELETE FROM deployment_count');
    await manager.query(
      `INSERT INTO deployment_count SELECT * FROM jsonb_to_recordset($1)
         AS given (brand text, status text, count int)`,
      [JSON.stringify(rows)],
    );
    await manager.query(countedBy(this.table));
  }

  private add(counts: readonly Count[], sign: 1 | -1): void {
    for (const { brand, status, count } of counts) {
      const key = JSON.stringify([brand, status]);
      const known = this.counts.get(key)?.count ?? 0;
      this.counts.set(key, { brand, status, count: known + sign * count });
    }
  }
}
