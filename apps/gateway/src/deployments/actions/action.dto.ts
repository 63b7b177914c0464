import { type Action } from '#deployment';
import { withoutUnwritable } from '#newsletter-html';
import { checked } from '../../fields/faults.js';
import { Optional, Required } from '../../fields/field.js';
import { INSTANT, OBJECT, text } from '../../fields/rules.js';
import { Problem, refuseFaults } from '../../problem/problem.js';

export class HoldDto {
  @Optional(text({ max: 500 }))
  reason?: string | null;
}

export class SendDto {
  @Required({
    expects: `"now" or ${INSTANT.expects}`,
    cure: 'Use the format 2026-11-24T14:08:13Z.',
    accepts: (value) => value === 'now' || INSTANT.accepts(value),
    schema: { type: 'string', maxLength: 40, example: '2099-12-24T06:00:00Z' },
  })
  at!: string;
}

type Kind = Action['kind'];
type ReadAction = (body: object) => Action;

/** Every action: the compiler reports a missing one. */
const READERS: Record<Kind, ReadAction> = {
  'sync-now': plain('sync-now'),
  retry: plain('retry'),
  resume: plain('resume'),
  'send-test': plain('send-test'),
  unschedule: plain('unschedule'),
  cancel: plain('cancel'),
  'reset-sequence': plain('reset-sequence'),
  hold(body) {
    const { reason } = valid(HoldDto, body);
    // Lists and tables show it on one line.
    const words = withoutUnwritable(reason ?? '')
      .replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
      .trim();
    return { kind: 'hold', ...(words ? { reason: words } : {}) };
  },
  send: (body) => ({ kind: 'send', at: valid(SendDto, body).at }),
};

export const ACTIONS = Object.keys(READERS) as Kind[];

/** The requested action. @throws Problem for a bad body. */
export function readAction(kind: Kind, body: unknown): Action {
  const given = body ?? {};
  if (!OBJECT.accepts(given)) {
    throw new Problem('malformed-request', 'The body must be a JSON object, or empty.');
  }
  return READERS[kind](given);
}

function plain(kind: Exclude<Kind, 'hold' | 'send'>): ReadAction {
  return (body) => {
    const cure = 'Remove it. This action takes no fields.';
    const problem = 'is not a known field';
    const faults = Object.keys(body).map((name) => ({ field: name.slice(0, 100), problem, cure }));
    refuseFaults('invalid-request', faults);
    return { kind };
  };
}

function valid<T extends object>(type: new () => T, body: object): T {
  const { instance, faults } = checked(type, body);
  refuseFaults('invalid-request', faults);
  return instance;
}
