import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { OpenAPIObject } from '@nestjs/swagger';

/** `path` as in the OpenAPI document; ISO dates: since when, and when it ends. */
export type DeprecatedRoute = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  since: string;
  sunset: string;
};

/** Source of what docs/deprecation.md promises to send and document. Nothing is deprecated now. */
export const DEPRECATED_ROUTES: readonly DeprecatedRoute[] = [];

const PAGE =
  'https://github.com/your-organization/omeda-newsletter-connector/blob/main/docs/deprecation.md';

/** Headers `Deprecation` (RFC 9745), `Sunset` (RFC 8594), and `Link` on each response of such a route. */
export function deprecationHeaders(routes: readonly DeprecatedRoute[]): RequestHandler {
  const known = routes.map((route) => ({ ...route, pattern: patternOf(route.path) }));
  return ({ method, url }: Request, response: Response, next: NextFunction) => {
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const [path = ''] = url.split('?');
    const found = known.find((one) => one.method === asked && one.pattern.test(path));
    if (found) {
      response.setHeader('deprecation', `@${Math.floor(Date.parse(found.since) / 1_000)}`);
      response.setHeader('sunset', new Date(found.sunset).toUTCString());
      response.appendHeader('link', `<${PAGE}>; rel="deprecation"`);
    }
    next();
  };
}

/** @throws for a route that is not in the document. */
export function markDeprecated(document: OpenAPIObject, routes: readonly DeprecatedRoute[]): void {
  for (const { method, path } of routes) {
    const operation = document.paths[path]?.[method];
    if (!operation) throw new Error(`${method} ${path} is deprecated, and there is no such route.`);
    operation.deprecated = true;
  }
}

function patternOf(path: string): RegExp {
  const parts = path
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^/]+')}/?$`);
}
