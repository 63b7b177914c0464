import { StoreUnavailable, classified } from '#event-store';

/** PostgreSQL's refusals of user, password and database, besides what means that it is unavailable. */
const REFUSED = /^(28|3D)/;

/** The error with its cure if the database is the cause. Its URL, with a password, is not shown. */
export function explainedStore(error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const isStore = classified(error) instanceof StoreUnavailable || REFUSED.test(code);
  if (!isStore) return error;
  return new Error(
    `Cannot connect to the database in DATABASE_URL (${message}). Start it, or correct the URL.`,
  );
}
