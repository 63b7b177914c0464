/** One field at fault: what is wrong with it and what to do. */
export type FieldFault = { field: string; problem: string; cure: string };

const TITLES = {
  'malformed-request': [400, 'The request cannot be read'],
  'invalid-event': [400, 'The event has faults'],
  'invalid-request': [400, 'The request has faults'],
  'signature-refused': [401, 'The signature is refused'],
  'key-refused': [401, 'The key is refused'],
  'operators-only': [403, 'Only an operator may do this'],
  'not-found': [404, 'There is no such thing here'],
  'method-not-allowed': [405, 'Not this method'],
  'not-now': [409, 'It cannot be done now'],
  'too-slow': [408, 'The request came too slowly'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'The body is in a form that is not read here'],
  'other-body': [422, 'The same webhook-id came with another body'],
  'too-complex': [422, 'The newsletter takes too long to render'],
  'omeda-refused': [502, 'Omeda refuses'],
  'too-many': [429, 'Too many requests'],
  'headers-too-large': [431, 'The headers are too large'],
  'try-again': [503, 'Please try again'],
  'server-fault': [500, 'The fault is on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof TITLES;

type Extras = { errors?: FieldFault[]; retryAfterSeconds?: number; because?: string };

/** An answer that says what went wrong and what to do, as RFC 9457 has it. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly title: string;

  constructor(
    readonly code: ProblemCode,
    /** For people: what is wrong in this case, and the cure. Holds no secret. */
    readonly detail: string,
    readonly extras: Extras = {},
  ) {
    super(detail);
    [this.status, this.title] = TITLES[code];
  }

  body(traceId: string) {
    const { errors, because } = this.extras;
    return {
      type: `urn:newsletter-connector:problem:${this.code}`,
      title: this.title,
      status: this.status,
      detail: this.detail,
      ...(because === undefined ? {} : { because }),
      ...(errors === undefined ? {} : { errors }),
      traceId,
    };
  }
}

/** The same answer for what is not there and what is another's: nobody learns which. */
export function notFound(what: string): Problem {
  return new Problem('not-found', `There is no such ${what}, or it is not yours to see.`);
}

/** Enough to mend a request; a body of nothing but unknown fields needs no list of thousands. */
const MOST_FAULTS = 100;

/** @throws Problem with the faults, when there are any. */
export function refuseFaults(code: ProblemCode, faults: FieldFault[]): void {
  if (faults.length === 0) return;
  const errors = faults.slice(0, MOST_FAULTS);
  throw new Problem(code, `At fault: ${errors.map(({ field }) => field).join(', ')}.`, { errors });
}
