import { OmedaError } from './errors/omeda-error.js';
import type { WireRequest } from './wire.js';

/**
 * The URL of a request: each segment percent-encoded, and the literal asterisk that ends every path
 * of Omeda's.
 * @throws {OmedaError} class permanent for an id that is no path segment: `..` survives encoding
 * and would lead to another call.
 */
export function urlOf(baseUrl: string, { call, path }: WireRequest): string {
  for (const segment of path) {
    if (!/^\.{0,2}$/.test(segment)) continue;
    const texts = [`'${segment}' is not a valid Omeda ID.`];
    throw new OmedaError({ call, class: 'permanent', texts, mayHaveTakenEffect: false });
  }
  return [baseUrl, ...path.map(encodeURIComponent), '*'].join('/');
}
