import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEMAS } from '../../../apps/gateway/src/docs/schemas.js';
import { signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { startWorld } from '../world.js';
import { type Gateway, KEYS, SECRETS, ask, startTestGateway } from './fixtures.js';

type Answered = {
  description?: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema?: object; example?: unknown }>;
};
type Parameter = { name: string; in: string; required: boolean; example?: unknown };
type Operation = {
  summary?: string;
  tags?: string[];
  operationId?: string;
  parameters?: Parameter[];
  security?: object[];
  requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
  responses: Record<string, Answered>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

const KEY = { authorization: `Bearer ${KEYS.operator}` };
const KEY_AND_JSON = { ...KEY, 'content-type': 'application/json' };

let database: TestDatabase;
let sandbox: Sandbox;
let gateway: Gateway;
let document: Document;
let ajv: Ajv;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox();
  gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
  document = (await ask(gateway.url, '/docs-json')).body as unknown as Document;
  ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const { schemas } = document.components;
  ajv.addSchema({ $id: 'openapi', components: { schemas } });
});

afterAll(async () => {
  await gateway?.close();
  await sandbox?.close();
  await database?.drop();
});

function operations() {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    return Object.entries(item).map(([method, operation]) => ({ path, method, operation }));
  });
}

function validator(schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
  return ajv.compile(JSON.parse(text) as object);
}

function faultsOf(schema: object, value: unknown): string {
  const validate = validator(schema);
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

type Layer = { route?: { path: string; methods: Record<string, boolean> } };

describe('the OpenAPI document', () => {
  it('has every route', () => {
    const express: unknown = gateway.app.getHttpAdapter().getInstance();
    const { router } = express as { router: { stack: Layer[] } };
    const routes = router.stack.flatMap(({ route }) => {
      // Omeda's callback is for nobody else.
      if (!route || /^\/(docs|v1\/callbacks)/.test(route.path)) return [];
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      return Object.keys(route.methods).map((method) => `${method} ${path}`);
    });
    expect(routes.length).toBeGreaterThan(15);
    const described = operations().map(({ path, method }) => `${method} ${path}`);
    expect(described).toEqual(expect.arrayContaining(routes));
  });

  it('describes each one, its responses, and its problems', () => {
    for (const { path, method, operation } of operations()) {
      const where = `${method} ${path}`;
      expect(operation, `${where}`).toMatchObject({
        summary: expect.stringMatching(/\w/),
        tags: [expect.any(String)],
        operationId: expect.any(String),
      });
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(answer.headers?.['trace-id'], `${where} ${status}`).toBeDefined();
        const [[type, content] = ['', undefined]] = Object.entries(answer.content ?? {});
        expect(type, `${where} ${status}`).not.toBe('');
        if (Number(status) < 400) continue;
        expect(type, `${where} ${status}`).toBe('application/problem+json');
        expect(content?.example, `${where} ${status}`).toMatchObject({ status: Number(status) });
        expect(faultsOf({ $ref: '#/components/schemas/Problem' }, content?.example)).toBe('');
      }
    }
  });

  it('asks for a key wherever one is needed', () => {
    const open = operations().filter(({ operation: { security = [] } }) => {
      return !security.some((one) => 'key' in one);
    });
    expect(open.map(({ path }) => path).sort()).toEqual(
      expect.arrayContaining(['/health/live', '/health/ready', '/v1/sites/{site}/events']),
    );
    // The sign-in request has the key in its body.
    for (const { path } of open) expect(path).toMatch(/^\/(health|metrics)|events$|session$/);
  });
});

/** The request that the examples of an operation make. */
function request(path: string, method: string, { parameters = [], requestBody }: Operation) {
  const filled = parameters.reduce((url, { name, example }) => {
    return url.replace(`{${name}}`, encodeURIComponent(String(example)));
  }, path);
  const query = parameters.filter((one) => one.in === 'query' && one.example !== undefined);
  const search = new URLSearchParams(
    Object.fromEntries(query.map(({ name, example }) => [name, String(example)])),
  );
  const examples = requestBody?.content['application/json']?.examples ?? {};
  const [first] = Object.values(examples);
  return {
    url: new URL(`${filled}?${search.toString()}`, gateway.url),
    method: method.toUpperCase(),
    ...(first ? { body: JSON.stringify(first.value) } : {}),
  };
}

/** One response of the interface; of a stream its first part. */
async function answered(url: URL, init: RequestInit) {
  const response = await fetch(url, init);
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (type === 'text/event-stream') {
    await response.body?.cancel();
    return { status: response.status, type, text: '' };
  }
  return { status: response.status, type, text: await response.text() };
}

describe('the examples of the document', () => {
  it('work unchanged, and get the documented responses', async () => {
    // Nothing is parked, grouped, or subscribed here that an example could name, and no key is an example.
    const all = operations().filter(
      ({ path, method }) =>
        !/\{(message|group|subscription)\}|session$/.test(path) ||
        (method === 'delete' && path.endsWith('session')),
    );
    const isEvents = ({ path }: { path: string }) => path.endsWith('/events') && /sites/.test(path);
    const inOrder = [...all.filter(isEvents), ...all.filter((one) => !isEvents(one))];
    const left = inOrder.filter(({ path }) => !/\/(cancel|erase)$/.test(path));
    const last = inOrder.filter(({ path }) => /\/(cancel|erase)$/.test(path));
    expect(last).toHaveLength(3);
    for (const { path, method, operation } of [...left, ...last]) {
      const { url, body, ...rest } = request(path, method, operation);
      const signed = signedHeaders({ secret: SECRETS.daily, body: body ?? '' });
      const headers = {
        authorization: `Bearer ${KEYS.operator}`,
        'content-type': 'application/json',
        ...(isEvents({ path }) ? signed : {}),
      };
      const answer = await answered(url, { ...rest, headers, ...(body ? { body } : {}) });
      const where = `${method} ${url.pathname}: ${answer.text.slice(0, 500)}`;
      expect(answer.status === 409 || answer.status < 300, `${where}`).toBe(true);
      const described = operation.responses[String(answer.status)]?.content?.[answer.type];
      expect(described, `${where} ${answer.type} is documented`).toBeDefined();
      if (described?.schema && answer.type.endsWith('json')) {
        expect(faultsOf(described.schema, JSON.parse(answer.text)), `${where}`).toBe('');
      }
    }
  });
});

/** A careless caller's request, which must not be executed. */
const MISTAKES: [string, { search?: string; init: RequestInit }][] = [
  ['without a key', { init: {} }],
  ['with an unknown key', { init: { headers: { authorization: 'Bearer nobody-0123456789' } } }],
  ['with a field too many', { init: { body: '{"colour":"red"}', headers: KEY_AND_JSON } }],
  ['with a list', { init: { body: '[]', headers: KEY_AND_JSON } }],
  ['with a form', { init: { body: new URLSearchParams({ a: 'b' }), headers: KEY } }],
  ['with a parameter too many', { search: '?colour=red', init: { headers: KEY } }],
  ['with a stale id', { init: { headers: { ...KEY, 'last-event-id': 'x' } } }],
];

function isKnown({ headers }: RequestInit): boolean {
  return new Headers(headers).get('authorization') === KEY.authorization;
}

describe('a request that is refused', () => {
  it.each(MISTAKES)('%s gets the documented response', async (_what, { search, init }) => {
    for (const { path, method, operation } of operations()) {
      // With a good key, only reads and rejected bodies can be tested: the rest would be executed.
      const readsBody = '415' in operation.responses;
      if (init.body ? !readsBody : method !== 'get' && isKnown(init)) continue;
      const { url } = request(path, method, operation);
      if (search) url.search = search;
      const answer = await answered(url, { method: method.toUpperCase(), ...init });
      const where = `${method} ${url.pathname} ${answer.status} ${answer.text.slice(0, 300)}`;
      expect(Object.keys(operation.responses), `${where}`).toContain(String(answer.status));
      if (init.body) expect(answer.status, `${where}`).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('the schema of a status', () => {
  it('fits a newsletter in all its states', async () => {
    const world = await startWorld({ factor: 0.002 });
    try {
      const post = world.post();
      await post.saved('One');
      await post.until('content-updated');
      await post.published('Two');
      await post.until('scheduled');
      expect(faultsOf(SCHEMAS.Status, await post.status())).toBe('');
      await post.act('unschedule');
      await post.until('held');
      expect(faultsOf(SCHEMAS.Status, await post.status())).toBe('');
    } finally {
      await world.close();
    }
  });
});
