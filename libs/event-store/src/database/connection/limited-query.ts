import { Query, type QueryConfig } from 'pg';

type Answered = (error: Error | undefined, result: unknown) => void;
type Statement = { text: string; values: unknown[] | undefined };

/**
 * A statement preceded by another one in the same transaction and packet: PostgreSQL ends an
 * implicit transaction at the Sync behind both. This way limits cost no round trip.
 */
export function limitedQuery(statement: Statement, limits: string, answered: Answered): Query {
  // Only this protocol allows several statements before one Sync.
  const query = new Query(
    { ...statement, queryMode: 'extended' } as QueryConfig,
    answered as never,
  );
  const submit = query.submit.bind(query);
  query.submit = (connection) => {
    const { stream } = connection;
    stream.cork();
    try {
      connection.parse({ text: limits, name: '', types: [] }, true);
      connection.bind({ portal: '', statement: '', values: [] }, true);
      connection.execute({ portal: '', rows: '' }, true);
      return submit(connection);
    } finally {
      stream.uncork();
    }
  };
  hideFirstAnswer(query);
  return query;
}

/** What the driver calls while a response arrives is the prototype's again once the first one is over. */
function hideFirstAnswer(query: Query): void {
  Object.assign(query, {
    handleDataRow: () => undefined,
    handleCommandComplete: () => {
      Reflect.deleteProperty(query, 'handleDataRow');
      Reflect.deleteProperty(query, 'handleCommandComplete');
    },
  });
}
