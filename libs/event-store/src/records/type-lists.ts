import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { storable } from '../append/storable.js';
import { guarded } from '../errors.js';

export type TypeList = {
  types: object[];
  /** When Omeda returned it, ISO. */
  fetchedAt: string;
  /** How long ago that was, by the store's clock, in milliseconds. */
  ageMs: number;
};

const COLUMNS = `types, fetched_at AS "fetchedAt",
  extract(epoch FROM connector_now() - fetched_at) * 1000 AS "ageMs"`;

type Row = { types: object[]; fetchedAt: Date; ageMs: string };

/** A brand's deployment types as Omeda last returned them, shared by all gateways. */
@Injectable()
export class TypeLists {
  constructor(private readonly dataSource: DataSource) {}

  async read(brand: string): Promise<TypeList | undefined> {
    const rows = await guarded(() =>
      this.dataSource.query<Row[]>(`SELECT ${COLUMNS} FROM deployment_type_list WHERE brand = $1`, [
        brand,
      ]),
    );
    return rows[0] && listOf(rows[0]);
  }

  async save(brand: string, types: readonly object[]): Promise<TypeList> {
    const [rows] = await guarded(() =>
      this.dataSource.query<[Row[], number]>(
        `INSERT INTO deployment_type_list (brand, types, fetched_at) VALUES ($1, $2, connector_now())
         ON CONFLICT (brand) DO UPDATE SET types = excluded.types, fetched_at = excluded.fetched_at
         RETURNING ${COLUMNS}`,
        [brand, JSON.stringify(storable(types))],
      ),
    );
    return listOf(firstOf(rows));
  }
}

function listOf({ types, fetchedAt, ageMs }: Row): TypeList {
  return { types, fetchedAt: fetchedAt.toISOString(), ageMs: Number(ageMs) };
}

/** TypeORM returns the rows of an INSERT, or rows and a count, depending on its driver. */
function firstOf(rows: Row[] | Row): Row {
  const row = Array.isArray(rows) ? rows[0] : rows;
  if (!row) throw new Error('The list was not written.');
  return row;
}
