import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeprecatedRoute, markDeprecated, deprecationHeaders } from './deprecated-routes.js';

const ROUTE: DeprecatedRoute = {
  method: 'get',
  path: '/v1/sites/{site}/old.list',
  since: '2026-01-01',
  sunset: '2026-07-01',
};

let server: Server;

beforeAll(async () => {
  const addHeaders = deprecationHeaders([ROUTE]);
  server = createServer((request, response) => {
    addHeaders(request as Request, response as Response, () => {
      response.appendHeader('link', '</next>; rel="next"');
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

const headersOf = async (path: string, method = 'GET') => {
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return headers;
};

describe('a deprecated route', () => {
  it.each([
    ['GET', '/v1/sites/daily/old.list'],
    ['HEAD', '/v1/sites/daily/old.list/?limit=1'],
  ])('says so at %s %s, beside its own links', async (method, path) => {
    const headers = await headersOf(path, method);
    expect(headers.get('deprecation')).toBe('@1767225600');
    expect(headers.get('sunset')).toBe('Wed, 01 Jul 2026 00:00:00 GMT');
    expect(headers.get('link')).toMatch(
      /deprecation\.md>; rel="deprecation", <\/next>; rel="next"$/,
    );
  });

  it.each([
    ['POST', '/v1/sites/daily/old.list'],
    ['GET', '/v1/sites/daily/oldXlist'],
    ['GET', '/v1/sites/daily/posts/old.list'],
  ])('is not %s %s', async (method, path) => {
    expect((await headersOf(path, method)).get('deprecation')).toBeNull();
  });

  it('is marked in the OpenAPI document, and must exist there', () => {
    const document = { paths: { [ROUTE.path]: { get: {} } } } as unknown as OpenAPIObject;
    markDeprecated(document, [ROUTE]);
    expect(document.paths[ROUTE.path]?.get?.deprecated).toBe(true);
    expect(() => markDeprecated(document, [{ ...ROUTE, path: '/v1/none' }])).toThrow('/v1/none');
  });
});
