import { asError } from './as-error.js';

/** Calls the application's callback. What it throws, at once or later, ends and repeats nothing of ours. */
export function callGuarded(call: () => unknown, failed: (error: Error) => void): void {
  const called = async () => {
    await call();
  };
  called().catch((error: unknown) => failed(asError(error)));
}
