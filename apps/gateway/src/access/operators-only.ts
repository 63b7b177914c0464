import { Problem } from '../problem/problem.js';
import type { Caller } from './callers.js';

/** @throws Problem `operators-only`. */
export function operatorsOnly(caller: Caller): void {
  if (caller.kind === 'operator') return;
  const cure = 'send one of the operatorKeys of the sites file.';
  throw new Problem('operators-only', `A site key is not allowed to do this: ${cure}`);
}
