import type { OpenAPIObject } from '@nestjs/swagger';
import { postEvent } from '../example/post-event.js';
import type { ExampleNames } from './example-names.js';
import { problemAnswer } from './problem-answers.js';
import { SCHEMAS } from './schemas.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const OF_EVENTS = ['/v1/sites/{site}/events', '/v1/sites/{site}/preview'];

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Place = { path: string; method: string };
type Answer = { description?: string; content?: object; headers?: object };

const TRACE_ID = { description: 'Names this request in the log.', schema: { type: 'string' } };
const RETRY_AFTER = { description: 'Seconds to wait.', schema: { type: 'integer' } };

/** Adds what holds for all routes: problems, headers, and examples that name one newsletter. */
export function complete(document: OpenAPIObject, names: ExampleNames): OpenAPIObject {
  Object.assign(((document.components ??= {}).schemas ??= {}), SCHEMAS);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      // Stated explicitly: no key is needed.
      operation.security ??= [];
      if (operation.security.some((one) => 'key' in one)) operation.security.push({ session: [] });
      exemplify(operation, names);
      addProblems(operation, { path, method });
      addHeaders(operation);
    }
  }
  for (const path of OF_EVENTS) {
    const operation = document.paths[path]?.post;
    if (operation) setEventExample(operation, names);
  }
  return document;
}

/** For routes without a description. */
const DESCRIPTIONS: Record<number, string> = {
  403: 'Sent with the session cookie, and without its newsletter-csrf header.',
};

function exemplify({ parameters = [] }: Operation, names: ExampleNames): void {
  for (const parameter of parameters) {
    if ('$ref' in parameter) continue;
    // Only required query parameters: others would narrow the result.
    if (parameter.in === 'query' && parameter.required) parameter.example ??= exampleOf(parameter);
    if (parameter.in !== 'path') continue;
    const known: unknown = Reflect.get(names, parameter.name) ?? exampleOf(parameter);
    if (known !== undefined) parameter.example = known;
  }
}

/** DTOs have it in the schema. */
function exampleOf({ schema }: { schema?: object }): unknown {
  return schema && Reflect.get(schema, 'example');
}

function addProblems(operation: Operation, { path, method }: Place): void {
  const { parameters = [], security = [], tags = [], requestBody, responses } = operation;
  const isIn = (where: string) => parameters.some((one) => 'in' in one && one.in === where);
  // An action without fields refuses any that are sent.
  const readsBody = requestBody !== undefined || tags.includes('actions');
  const possible = {
    // Any address may hold a NUL.
    400: true,
    401: security.length > 0,
    403: method !== 'get' && security.some((one) => 'session' in one),
    404: isIn('path'),
    413: readsBody,
    415: readsBody,
    429: path.startsWith('/v1/'),
    503: path.startsWith('/v1/') || path === '/health/ready',
  };
  const documented = Object.keys(responses).map(Number);
  const added = Object.entries(possible).flatMap(([status, is]) => (is ? [Number(status)] : []));
  for (const status of new Set([...documented, ...added])) {
    if (status < 400) continue;
    const { description = DESCRIPTIONS[status] } = (responses[status] ?? {}) as Answer;
    const answer = problemAnswer(status, description);
    if (answer) responses[status] = answer;
  }
}

function addHeaders({ responses }: Operation): void {
  for (const [status, response] of Object.entries(responses)) {
    const answer = response as Answer;
    const again = status === '503' || status === '429' ? { 'retry-after': RETRY_AFTER } : {};
    answer.headers = { 'trace-id': TRACE_ID, ...again, ...answer.headers };
  }
}

function setEventExample({ requestBody }: Operation, { site, post, uid }: ExampleNames): void {
  const body = requestBody as { content?: Record<string, object> };
  const value = postEvent({ post: { id: post, uid } });
  const example = { summary: `A draft of site ${site} was saved`, value };
  const json = body.content?.['application/json'];
  if (json) Object.assign(json, { examples: { saved: example } });
}
