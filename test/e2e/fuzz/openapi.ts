/** The parts of an OpenAPI document that requests are made from. */
export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minimum?: number;
  maximum?: number;
  nullable?: boolean;
  example?: unknown;
};

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  example?: unknown;
  schema?: Schema;
};

type Content = { schema?: Schema; examples?: Record<string, { value: unknown }> };

type Operation = {
  parameters?: Parameter[];
  security?: object[];
  requestBody?: { content: Record<string, Content> };
};

export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
};

export type Route = { path: string; method: string; operation: Operation };

export function routesOf({ paths }: Document): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** Events are signed; all other routes require a key, or nothing. */
export function isSigned({ operation }: Route): boolean {
  return (operation.parameters ?? []).some(
    ({ name }) => name.toLowerCase() === 'webhook-signature',
  );
}
