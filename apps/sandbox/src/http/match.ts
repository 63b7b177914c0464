import type { Call } from '../calls/call.js';
import { Refusal } from '../model/refusal.js';
import type { BrandState, World } from '../model/world.js';
import { ROUTES } from './routes.js';

const ROOT = /^\/webservices\/rest\/brand\/([^/]+)\/(.*)$/;
const FORBIDDEN = 'The AppId submitted is forbidden access.';
const NO_URL = 'The requested URL was not found.';

/** A raw request below `/webservices/rest/brand/`. */
export type Asked = {
  brand: string;
  method: string;
  /** Path below the brand. */
  rest: string;
  appId: string;
  /** The body. */
  text: string;
};

/** The target of a request. */
export type Target = { name: string; brand: BrandState; path: string[]; call: Call; xml: boolean };

/** Brand and rest of an Omeda path; undefined for others. */
export function splitPath(path: string): { brand: string; rest: string } | undefined {
  const [, brand, rest] = ROOT.exec(path) ?? [];
  return brand === undefined || rest === undefined ? undefined : { brand: decoded(brand), rest };
}

/** @throws {Refusal} 403, 404 or 405. The app id is checked first, to reveal nothing without one. */
export function match(world: World, asked: Asked): Target {
  const brand = authenticated(world, asked);
  const path = asked.rest.split('/').slice(0, -1).map(decoded);
  const candidates = routesOf(asked);
  const route = candidates.find(({ method }) => method === asked.method);
  if (!route && candidates.length > 0) throw new Refusal(405, ['Method Not Allowed']);
  if (!route) throw new Refusal(404, [NO_URL]);
  return { name: route.name, brand, path, call: route.call, xml: route.xml === true };
}

/** The call that a request would be if its key and all else were valid. */
export function nameOf(asked: Asked): string {
  return routesOf(asked).find(({ method }) => method === asked.method)?.name ?? 'unknown';
}

/** A URL without the final asterisk is malformed. */
function routesOf({ rest }: Asked) {
  const path = rest.endsWith('/*') ? rest.slice(0, -2) : undefined;
  return path === undefined ? [] : ROUTES.filter((route) => route.path.test(path));
}

function authenticated(world: World, asked: Asked): BrandState {
  const brand = world.brands.get(asked.brand);
  if (!brand || brand.appIdRevoked || !brand.appIds.includes(asked.appId)) {
    throw new Refusal(403, [FORBIDDEN]);
  }
  return brand;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal(404, [NO_URL]);
  }
}
