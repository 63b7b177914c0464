/** How long statements may take, in milliseconds; 0: no limit. */
export type Limits = {
  statement_timeout: number;
  lock_timeout: number;
  idle_in_transaction_session_timeout: number;
};

/** The limits for one transaction, as statements at its beginning. */
export function asStatements(limits: Limits): string {
  const values = Object.entries({ ...limits, jit: 'off' });
  return values.map(([name, value]) => `SET LOCAL ${name} = ${value}`).join('; ');
}

/** The same as a query, for a transaction of one statement. */
export function asQuery(limits: Limits): string {
  const values = Object.entries({ ...limits, jit: 'off' });
  return `SELECT ${values.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`;
}
