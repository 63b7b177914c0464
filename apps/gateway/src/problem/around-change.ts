import { StoreUnavailable } from '#event-store';

/** What is read before a change. @throws StoreUnavailable not in doubt: nothing was changed yet. */
export function readBefore<T>(read: () => T): Promise<Awaited<T>> {
  return withDoubt(read, false);
}

/** What is read after a change. @throws StoreUnavailable in doubt: without the read, nobody is told. */
export function readAfter<T>(read: () => T): Promise<Awaited<T>> {
  return withDoubt(read, true);
}

async function withDoubt<T>(read: () => T, isInDoubt: boolean): Promise<Awaited<T>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new StoreUnavailable(error.cause, isInDoubt);
  }
}
