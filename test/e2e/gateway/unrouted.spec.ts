import { describe, expect, it } from 'vitest';
import { expectProblem } from './expect-problem.testing.js';
import { KEYS, ask } from './fixtures.js';
import { useGateway } from './one-gateway.testing.js';

const gateway = useGateway();

describe('a request without a route', () => {
  it.each([
    ['GET', '/', 404],
    ['GET', '/v1/nothing', 404],
    ['POST', '/v1/sites/daily/evil', 404],
    ['GET', '/v1/sites/%E0%A4%A/posts/1/deployment', 400],
    ['GET', '/..%2f..%2fetc/passwd', 404],
  ])('%s %s is a problem too', async (method, path, status) => {
    expectProblem(await ask(gateway.url, path, { method }), status);
  });

  it.each([
    ['GET', '/v1/deployments?text=a%00', KEYS.daily],
    ['GET', '/v1/deployments?site=%00', KEYS.operator],
    ['GET', '/v1/sites/%00/posts/1/deployment', KEYS.operator],
    ['POST', '/v1/sites/%00/posts/1/erase', KEYS.operator],
  ])(
    '%s %s contains what cannot be stored, and is rejected with the reason',
    async (method, path, key) => {
      const answer = await ask(gateway.url, path, { method, key });
      expectProblem(answer, 400);
      expect(answer.body['detail']).toMatch(/NUL/);
    },
  );

  it.each([
    ['DELETE', '/v1/deployments', 'GET'],
    ['GET', '/v1/deployments/7/hold', 'POST'],
    ['PUT', '/v1/sites/daily/events', 'POST'],
    ['OPTIONS', '/v1/doctor', 'GET'],
  ])('%s %s is rejected with the right method', async (method, path, allowed) => {
    const answer = await ask(gateway.url, path, { method, key: KEYS.operator });
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toBe(allowed);
    expect(answer.body['detail']).toContain(`Use ${allowed}.`);
  });

  it('does not reveal what it runs on', async () => {
    const { headers } = await ask(gateway.url, '/v1/nothing');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it("continues the caller's trace", async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const answer = await ask(gateway.url, '/v1/nothing', { headers });
    expect(answer.body['traceId']).toBe(traceId);
    expect(answer.headers.get('trace-id')).toBe(traceId);
  });
});
