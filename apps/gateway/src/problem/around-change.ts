import { StoreUnavailable } from '#event-store';

/** Runs work before a change. @throws StoreUnavailable not in doubt: nothing was changed yet. */
export function beforeChange<T>(work: () => T): Promise<Awaited<T>> {
  return withDoubt(work, false);
}

/** Runs work after a change. @throws StoreUnavailable in doubt: something was changed already. */
export function afterChange<T>(work: () => T): Promise<Awaited<T>> {
  return withDoubt(work, true);
}

async function withDoubt<T>(work: () => T, isInDoubt: boolean): Promise<Awaited<T>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new StoreUnavailable(error.cause, isInDoubt);
  }
}
