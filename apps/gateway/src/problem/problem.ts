/** One field at fault: what is wrong, and what to do. */
export type FieldFault = { field: string; problem: string; cure: string };

const TITLES = {
  'malformed-request': [400, 'Malformed request'],
  'invalid-event': [400, 'Invalid event'],
  'invalid-request': [400, 'Invalid request'],
  'signature-refused': [401, 'Signature verification failed'],
  'key-refused': [401, 'Invalid or missing key'],
  'operators-only': [403, 'Operator key required'],
  'role-refused': [403, 'Not allowed by the role of the key'],
  'csrf-refused': [403, 'Missing or wrong newsletter-csrf header'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'not-now': [409, 'Not possible in the current state'],
  'too-slow': [408, 'Request timeout'],
  'too-large': [413, 'Request too large'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  'other-body': [422, 'webhook-id reused with a different body'],
  'too-complex': [422, 'Newsletter too complex to render'],
  'omeda-refused': [502, 'Omeda rejected the request'],
  'too-many': [429, 'Too many requests'],
  'headers-too-large': [431, 'Request headers too large'],
  'try-again': [503, 'Temporarily unavailable'],
  'server-fault': [500, 'Internal server error'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof TITLES;

type Extras = { errors?: FieldFault[]; retryAfterSeconds?: number; because?: string };

/** A response that says what went wrong and what to do, in RFC 9457's format. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly title: string;

  constructor(
    readonly code: ProblemCode,
    /** For people: what is wrong in this case, and the cure. Contains no secret. */
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

/** The same for what is missing and what is another's, so that nobody learns which. */
export function notFound(what: string): Problem {
  return new Problem('not-found', `This ${what} does not exist, or your key cannot access it.`);
}

/** Enough to fix a request; a body of only unknown fields needs no list of thousands. */
const MOST_FAULTS = 100;

/** @throws Problem with the faults, when there are any. */
export function refuseFaults(code: ProblemCode, faults: FieldFault[]): void {
  if (faults.length === 0) return;
  const errors = faults.slice(0, MOST_FAULTS);
  throw new Problem(code, `Invalid: ${errors.map(({ field }) => field).join(', ')}.`, { errors });
}
