import fc from 'fast-check';
import { type Document, type Parameter, type Route, isSigned, routesOf } from './openapi.js';
import { changed, nasty, ofSchema } from './values.js';

type Who = 'daily' | 'weekly' | 'operator' | 'nobody';

export type FuzzRequest = {
  /** The documented route that it is based on. */
  route: string;
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
  who: Who;
  /** Signed when it is sent, since the signature includes the time. */
  sign: { site: 'daily' | 'weekly'; webhookId: string } | null;
};

const NONE = fc.constant(null);

type Values = Record<string, string | undefined>;

/** Existing values, by the name of their parameter. */
export type Known = Record<string, string[]>;

/** A rebuild takes longer than a thousand reads. */
const RARE = ['/v1/rebuild', '/v1/doctor'];
const WEIGHT = { rare: 4, other: 20 };
const OTHER_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
const BROKEN_PATHS = [
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '..%2f..%2fetc%2fpasswd',
  'a/b/c',
  '%F0%9F%92%A9',
];
const BROKEN_BODIES = [
  '',
  '{',
  '[1,',
  '"',
  '\u0000',
  'null',
  '{"a":1}{"a":2}',
  'a=1&b=2',
  '\ufeff{}',
];
const CONTENT_TYPES = [
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'none',
];
/** Long waits would show nothing more. */
const PREFERENCES = ['wait=0', 'wait=1', 'wait=x', 'respond-async', 'wait', ';', 'wait="0"; a=b'];
/** Visible ASCII and Latin: HTTP clients send nothing else. */
const HEADER_TEXT = /^[\x20-\x7e\xa0-\xff]*$/;

/** Any documented request, and variations. */
export function requestsOf(document: Document, known: Known): fc.Arbitrary<FuzzRequest> {
  const weighted = routesOf(document).map((route) => ({
    weight: RARE.includes(route.path) ? WEIGHT.rare : WEIGHT.other,
    arbitrary: requestOf(route, document, known),
  }));
  return fc.oneof(...weighted);
}

function requestOf(route: Route, document: Document, known: Known): fc.Arbitrary<FuzzRequest> {
  const { path, method, operation } = route;
  const of = (where: Parameter['in']) => {
    const parameters = (operation.parameters ?? []).filter((one) => one.in === where);
    const values = parameters.map((one) => [one.name, valueOf(one, document, known)] as const);
    return fc.record(Object.fromEntries(values));
  };
  const site = fc.constantFrom('daily' as const, 'weekly' as const);
  const webhookId = fc.oneof(
    fc.nat(500).map((n) => `msg_${n}`),
    fc.uuid(),
  );
  const signed = fc.record({ site, webhookId });
  return fc
    .record({
      inPath: of('path'),
      inQuery: of('query').chain(some),
      inHeaders: of('header').chain(some),
      body: bodyOf(route, document),
      method: mostly(method.toUpperCase(), OTHER_METHODS),
      type: mostly('application/json', CONTENT_TYPES),
      who: fc.constantFrom<Who>('daily', 'daily', 'weekly', 'operator', 'operator', 'nobody'),
      sign: isSigned(route) ? fc.option(signed, { freq: 8 }) : fc.constant(null),
    })
    .map(({ inPath, inQuery, inHeaders, type, ...rest }) => ({
      ...rest,
      route: `${method.toUpperCase()} ${path}`,
      path: pathOf(path, inPath, inQuery),
      headers: headersOf(inHeaders, rest.body === null ? 'none' : type),
    }));
}

function mostly(usual: string, others: string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 19, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}

/** Two of them at most: with more, one fault would hide the others. */
function some(values: Values): fc.Arbitrary<Values> {
  const names = Object.keys(values);
  return fc
    .subarray(names, { maxLength: Math.min(2, names.length) })
    .map((picked) => Object.fromEntries(picked.map((name) => [name, values[name]])));
}

/** Mostly existing values; otherwise what the document allows, or what nobody should send. */
function valueOf({ name, example, schema }: Parameter, document: Document, known: Known) {
  if (name.toLowerCase() === 'prefer') return fc.constantFrom(...PREFERENCES);
  const there = [
    ...(known[name] ?? []),
    ...(example === undefined ? [] : [`${example as string | number}`]),
  ];
  const allowed = ofSchema(schema ?? { type: 'string' }, document.components?.schemas ?? {});
  return fc.oneof(
    { weight: there.length > 0 ? 6 : 0, arbitrary: fc.constantFrom(...there, '') },
    { weight: 2, arbitrary: allowed.map(String) },
    { weight: 1, arbitrary: nasty.map((value) => String(JSON.stringify(value))) },
    { weight: 1, arbitrary: fc.constantFrom(...BROKEN_PATHS) },
  );
}

function bodyOf({ operation }: Route, document: Document): fc.Arbitrary<string | null> {
  const broken = fc.constantFrom(...BROKEN_BODIES);
  if (!operation.requestBody) return fc.oneof({ weight: 9, arbitrary: NONE }, broken);
  const [{ schema = {}, examples = {} } = {}] = Object.values(operation.requestBody.content);
  const known = Object.values(examples).map(({ value }) => changed(value));
  const json = fc.oneof(
    ...known.map((arbitrary) => ({ weight: 6, arbitrary })),
    { weight: 2, arbitrary: ofSchema(schema, document.components?.schemas ?? {}) },
    { weight: 1, arbitrary: nasty },
  );
  const written = json.map((value) => JSON.stringify(value) ?? '');
  return fc.oneof({ weight: 8, arbitrary: written }, broken, NONE);
}

function pathOf(path: string, inPath: Values, inQuery: Values) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encoded(inPath[name] ?? ''));
  const query = Object.entries(inQuery).map(([name, value = '']) => `${name}=${encoded(value)}`);
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}

/** Intended faults stay; no URL is longer than headers may be. */
function encoded(value: string): string {
  if (BROKEN_PATHS.includes(value)) return value;
  return encodeURIComponent(Buffer.from(value).subarray(0, 2_000).toString());
}

function headersOf(given: Values, type: string): Record<string, string> {
  const cut = Object.entries(given).map(
    ([name, value = '']) => [name, value.slice(0, 2_000)] as const,
  );
  const sendable = cut.filter(([, value]) => HEADER_TEXT.test(value));
  return { ...Object.fromEntries(sendable), ...(type === 'none' ? {} : { 'content-type': type }) };
}
