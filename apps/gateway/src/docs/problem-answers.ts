import { Problem, type ProblemCode } from '../problem/problem.js';

/** One problem for each status, as an example of its kind. */
const EXAMPLES: [ProblemCode, string, string][] = [
  [
    'invalid-request',
    'The request is invalid; errors lists each field with its cure.',
    'Invalid: limit.',
  ],
  [
    'key-refused',
    'The key is missing or unknown; for events: the signature or the clock is wrong.',
    'The key is unknown: …',
  ],
  ['operators-only', 'This call needs an operator key.', 'A site key is not allowed to do this: …'],
  [
    'not-found',
    'It does not exist, or it belongs to another site.',
    'This deployment does not exist, or your key cannot access it.',
  ],
  [
    'not-now',
    'Not possible in the current state; because says why.',
    'It is held. Resume it first.',
  ],
  ['too-large', 'The body is too long.', 'The body exceeds the limit of 16000 bytes: shorten it.'],
  [
    'unsupported-media-type',
    'The media type of the body is not supported.',
    'Send the body as application/json.',
  ],
  [
    'other-body',
    'The webhook-id was already used with a different body.',
    'msg_1 was already used with a different body: …',
  ],
  [
    'too-many',
    'Rate limit exceeded: retry after the number of seconds in Retry-After.',
    "Site 'daily' exceeded its limit of 3000 requests (REQUESTS_PER_MINUTE) a minute: retry after 1 s.",
  ],
  ['omeda-refused', 'Omeda rejected the request.', 'Omeda rejects the request: …'],
  [
    'try-again',
    'Nothing was done, unless the detail says that it may have been. Retry after the number of seconds in Retry-After.',
    'The store is not responding, so nothing was stored. Try again.',
  ],
];

const ERRORS = [
  {
    field: 'limit',
    problem: 'is a string; it must be a whole number from 1 to 200',
    cure: 'Leave it out for 50.',
  },
];
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

/** The response of a status in OpenAPI's form; undefined for a status that no problem has. */
export function problemAnswer(status: number, description?: string) {
  const known = EXAMPLES.map(([code, about, detail]) => {
    const extras = {
      ...(code === 'invalid-request' ? { errors: ERRORS } : {}),
      ...(code === 'not-now' ? { because: detail } : {}),
    };
    return { about, problem: new Problem(code, detail, extras) };
  }).find(({ problem }) => problem.status === status);
  if (!known) return undefined;
  const { about, problem } = known;
  return {
    description: description ?? about,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: problem.body(TRACE_ID),
      },
    },
  };
}
