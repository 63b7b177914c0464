import { asError } from './as-error.js';

/** Calls what whoever uses the package has given. What it throws, at once or later, ends and repeats nothing of ours. */
export function callGuarded(call: () => unknown, failed: (error: Error) => void): void {
  const called = async () => {
    await call();
  };
  called().catch((error: unknown) => failed(asError(error)));
}
