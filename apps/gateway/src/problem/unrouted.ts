import type { Request, Response } from 'express';
import { Problem } from './problem.js';

/** What Express's types leave out. */
type Layer = Request['app']['router']['stack'][number] & {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
};

/** The problem for a known path with an unsupported method; undefined for others. */
export function otherMethod(request: Request, response: Response): Problem | undefined {
  const methods = methodsAt(request).join(', ');
  if (!methods) return undefined;
  response.setHeader('allow', methods);
  const detail = `${request.method} is not allowed at this address. Use ${methods}.`;
  return new Problem('method-not-allowed', detail);
}

/** From Express's table: Nest says "not found" for every request without a route. */
function methodsAt({ app, path }: Request): string[] {
  const stack = app.router.stack as Layer[];
  const methods = stack.flatMap((layer) =>
    layer.route && layer.match(path) ? Object.keys(layer.route.methods) : [],
  );
  return [...new Set(methods)].map((method) => method.toUpperCase()).sort();
}
