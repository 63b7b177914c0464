import { Problem, type ProblemCode } from '../problem/problem.js';

/** One problem for each status, as an example of its kind. */
const EXAMPLES: [ProblemCode, string, string][] = [
  [
    'invalid-request',
    'A fault in the request; errors names each field with its cure.',
    'At fault: limit.',
  ],
  [
    'key-refused',
    'No key, or an unknown one; events: a bad signature or clock.',
    'Nobody has this key: …',
  ],
  ['operators-only', 'Not an operator key.', 'A site key may not do this: …'],
  [
    'not-found',
    "Not there, or another site's.",
    'There is no such deployment, or it is not yours to see.',
  ],
  ['not-now', 'It cannot be now; because says why.', 'It is held: resume it first.'],
  [
    'too-large',
    'The body is too long.',
    'The body has more than the 16000 bytes that are read here: shorten it.',
  ],
  [
    'unsupported-media-type',
    'The body is in a form that is not read here.',
    'Send the body as application/json.',
  ],
  [
    'other-body',
    'The webhook-id came before with another body.',
    'msg_1 came before with another body: …',
  ],
  [
    'too-many',
    'More than a site may ask in a minute: come again after Retry-After.',
    "Site 'daily' is over its 3000 requests (REQUESTS_PER_MINUTE) a minute: come again after 1 s.",
  ],
  ['omeda-refused', 'Omeda refuses.', 'Omeda refuses: …'],
  [
    'try-again',
    'Nothing was done: try again after Retry-After.',
    'The store does not answer. Try again.',
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

/** The answer of a status as OpenAPI has it; undefined for a status that no problem has. */
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
