import type { DataSource, QueryRunner } from 'typeorm';

/** An SQLSTATE for the statement, or its connection cut before it or after it. */
export type QueryFault = '57P01' | '40P01' | '40001' | 'cut' | 'cut after';

type PgConnection = { query(sql: string): Promise<unknown>; connection: { stream: Cut } };
type Cut = { destroy(): void };

/** Each statement of this data source is checked before it runs; a failure happens at the server. */
export function failQueries(
  dataSource: DataSource,
  judge: (sql: string) => QueryFault | undefined,
): void {
  const create = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (async (sql: string, ...rest: unknown[]) => {
      const fault = judge(sql);
      if (fault && fault !== 'cut after') await fail(runner, fault);
      const answer = await query(sql, ...rest);
      if (fault === 'cut after') await fail(runner, 'cut');
      return answer;
    }) as QueryRunner['query'];
    return runner;
  };
}

async function fail(runner: QueryRunner, fault: Exclude<QueryFault, 'cut after'>): Promise<void> {
  const connection = (await runner.connect()) as PgConnection;
  if (fault === 'cut') {
    connection.connection.stream.destroy();
    throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
  }
  if (fault === '57P01') await connection.query('SELECT pg_terminate_backend(pg_backend_pid())');
  await connection.query(
    `DO $$ BEGIN RAISE EXCEPTION 'by the spec' USING ERRCODE = '${fault}'; END $$`,
  );
}
