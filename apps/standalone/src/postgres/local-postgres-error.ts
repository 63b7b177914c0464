/** The local PostgreSQL cannot be started; the message says what to do. */
export class LocalPostgresError extends Error {
  override name = 'LocalPostgresError';
}
