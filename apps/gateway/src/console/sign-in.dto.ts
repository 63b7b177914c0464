import { checked } from '../fields/faults.js';
import { Required } from '../fields/field.js';
import { OBJECT, text } from '../fields/rules.js';
import { Problem, refuseFaults } from '../problem/problem.js';

export class SignInDto {
  @Required(text({ max: 1_000, isEmptyGood: false, cure: 'Send a site key or an operator key.' }))
  key!: string;
}

/** The key in a body. @throws Problem for a bad body. */
export function readSignIn(body: unknown): string {
  const given = body ?? {};
  if (!OBJECT.accepts(given)) {
    throw new Problem('malformed-request', 'The body must be a JSON object.');
  }
  const { instance, faults } = checked(SignInDto, { ...given });
  refuseFaults('invalid-request', faults);
  return instance.key.trim();
}
