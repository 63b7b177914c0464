import { backOff } from './append/back-off.js';

/** Another process appended to the stream in the meantime: read again, decide again. */
export class VersionConflict extends Error {
  override name = 'VersionConflict';
  constructor(stream: string, expected: number) {
    super(`${stream} is no longer at version ${expected}.`);
  }
}

/** The database cannot be reached or does not respond in time; a later retry may help. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
  constructor(
    cause: unknown,
    /** A change may have been committed although no response arrived. */
    readonly isInDoubt = false,
  ) {
    super('The event store is unreachable.', { cause });
  }
}

/** The store was last used with another transport. */
export class OtherTransport extends Error {
  override name = 'OtherTransport';
}

const UNIQUE_VIOLATION = '23505';
/**
 * Connection lost, server starting or stopping, too many connections, lock or statement time-out, or
 * a primary that was demoted.
 */
const UNAVAILABLE = /^(08|57P|53|57014|55P03|25P03|25006)/;
/** Serialization failure, deadlock. */
const UNDONE = /^40(001|P01)$/;
const UNDONE_TRIES = 10;
const NETWORK = /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|EHOST|ENET|EADDRNOTAVAIL|ENOTFOUND|EAI_)/;
/** Of unavailability: nothing was sent, or the server undid it. */
const UNSENT = /^(ENOTFOUND|EAI_|57P03|57014|53|08001|08004|55P03|25)/;
/** Of a socket: it does not connect, unless it was already connected and read or wrote. */
const UNREACHED = /^(ECONNREFUSED|ENOENT|EHOST|ENET|EADDRNOTAVAIL)/;
const CONNECTED = /^(read|write)/;
const UNCONNECTED = /to connect|connection timeout|terminated: timeout|not queryable/i;
const TERMINATED = /terminat|timeout exceeded|not queryable|Connection ended|closed/i;

type DatabaseError = {
  code?: string;
  syscall?: string;
  constraint?: string;
  message?: string;
  driverError?: unknown;
};

function detailsOf(error: unknown): DatabaseError {
  const outer = (error ?? {}) as DatabaseError;
  return (outer.driverError as DatabaseError | undefined) ?? outer;
}

/** Whether an insert met a row of the same key, under this constraint. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  const details = detailsOf(error);
  return details.code === UNIQUE_VIOLATION && details.constraint === constraint;
}

/** The error for callers: an unreachable database is distinguished from everything else. */
export function classified(error: unknown): unknown {
  const { code = '', syscall, message = '' } = detailsOf(error);
  const isAway =
    UNAVAILABLE.test(code) || NETWORK.test(code) || (!code && TERMINATED.test(message));
  if (!isAway) return error;
  const isUnreached =
    syscall === 'connect' ||
    // One for each address that was tried.
    detailsOf(error) instanceof AggregateError ||
    (UNREACHED.test(code) && !CONNECTED.test(syscall ?? ''));
  const isUnsent = UNSENT.test(code) || isUnreached || UNCONNECTED.test(message);
  return new StoreUnavailable(error, !isUnsent);
}

/** Whether the transaction was rolled back to end a deadlock or a conflict: a retry may succeed. */
function isUndone(error: unknown): boolean {
  return UNDONE.test(detailsOf(error).code ?? '');
}

/** Errors are logged, and a statement's parameters may be a secret. */
function forgetParameters(error: unknown): void {
  if (error instanceof Error) Reflect.deleteProperty(error, 'parameters');
}

/**
 * Runs one statement or one transaction. What the database rolled back is retried here and nowhere else.
 * @throws StoreUnavailable.
 */
export async function guarded<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      forgetParameters(error);
      if (!isUndone(error)) throw classified(error);
      if (attempt >= UNDONE_TRIES) throw new StoreUnavailable(error);
      await backOff(attempt);
    }
  }
}
