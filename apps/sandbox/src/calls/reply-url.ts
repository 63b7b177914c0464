import type { World } from '../model/world.js';

/**
 * A URL as in replies. As seen live, it has another host, another scheme, and an unfilled
 * placeholder: following it would send the key elsewhere.
 */
export function replyUrl({ switches }: World, brand: string, path: string): string {
  if (switches.urls === 'seen') return `http://omail.invalid/brand/{brandAbbreviation}/${path}/*`;
  return `https://ows.omeda.com/webservices/rest/brand/${encodeURIComponent(brand)}/omail/deployment/${path}/*`;
}
