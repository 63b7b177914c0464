import { Query, type QueryConfig } from 'pg';

type Answered = (error: Error | undefined, result: unknown) => void;
type Statement = { text: string; values: unknown[] | undefined };

/**
 * A statement, and before it another one in the same transaction and the same packet: PostgreSQL ends a
 * transaction that nobody has begun at the Sync behind both. So limits cost no round trip of their own.
 */
export function limitedQuery(statement: Statement, limits: string, answered: Answered): Query {
  // Only this protocol takes several statements before one Sync.
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

/** What the driver calls while an answer arrives is the prototype's again once the first one is over. */
function hideFirstAnswer(query: Query): void {
  Object.assign(query, {
    handleDataRow: () => undefined,
    handleCommandComplete: () => {
      Reflect.deleteProperty(query, 'handleDataRow');
      Reflect.deleteProperty(query, 'handleCommandComplete');
    },
  });
}
