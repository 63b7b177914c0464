import { PUBLIC_NAMES, asyncApi, schemaOf, typeOf } from '#events';

/** Schema files of public events, by path below `docs/`. */
export function schemaFiles(): Map<string, string> {
  const schemas = PUBLIC_NAMES.map(
    (name) => [`schemas/${typeOf(name)}.json`, schemaOf(name)] as const,
  );
  return new Map(
    [['asyncapi.json', asyncApi()] as const, ...schemas].map(([path, document]) => [
      path,
      `${JSON.stringify(document, null, 2)}\n`,
    ]),
  );
}
