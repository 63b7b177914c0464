import { Fields } from './fields.js';
import type { HashedKey } from './hashed-key.js';
import type { SecretReader } from './read-secret.js';
import type { Secret } from './secret.js';
import { type SiteNotify, readNotify } from './site-notify.js';

/** A WordPress that may call us. */
export type Site = {
  id: string;
  /** Abbreviation of its brand. */
  brand: string;
  /** Any of them signs: two during a rotation. */
  signingSecrets: Secret[];
  /** Bearer keys for reads and actions of this site alone. */
  siteKeys: HashedKey[];
  /** From publishing to sending. */
  publishDelayMs: number;
  /** HTML with slots for its newsletters; omitted: the built-in one. */
  template?: string;
  /** Who is notified of what is wrong with its newsletters; nobody, if omitted. */
  notify?: SiteNotify;
};

const SITE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MINUTE_MS = 60_000;
const WEEK_MINUTES = 7 * 24 * 60;
const KEY_CHARACTERS = 16;
/** What Standard Webhooks requires of a secret. */
const SECRET_BYTES = { min: 24, max: 64 };

export function readSite(id: string, fields: Fields, secrets: SecretReader): Site {
  if (!SITE_ID.test(id)) {
    fields.faults.add(
      fields.path,
      'a site’s name is the one in its URL: letters, digits, dots, dashes.',
    );
  }
  const delay = { min: 0, max: WEEK_MINUTES };
  const site: Site = {
    id,
    brand: fields.text('brand', 'the abbreviation of one of the brands above'),
    signingSecrets: secrets.many(fields, 'signingSecrets', signingSecretRule),
    siteKeys: secrets.keys(fields, 'siteKeys', keyRule),
    publishDelayMs: fields.number('publishDelayMinutes', 30, delay) * MINUTE_MS,
  };
  const template = secrets.text(fields, 'template');
  if (template !== undefined) site.template = template;
  const notify = readNotify(fields, secrets, signingSecretRule);
  if (notify) site.notify = notify;
  const listed = fields.raw('signingSecrets');
  if (listed === undefined || (Array.isArray(listed) && listed.length === 0)) {
    fields.fault('signingSecrets', 'needs at least one secret: the one that WordPress signs with.');
  }
  fields.refuseUnknown();
  return site;
}

export function keyRule(key: string): string | undefined {
  if (key.length >= KEY_CHARACTERS && /^[\x21-\x7e]+$/.test(key)) return undefined;
  return `must have at least ${KEY_CHARACTERS} characters and no space: openssl rand -hex 32 creates one.`;
}

function signingSecretRule(secret: string): string | undefined {
  const encoded = secret.replace(/^whsec_/, '');
  const isBase64 = encoded.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded);
  const bytes = isBase64 ? Buffer.from(encoded, 'base64').length : 0;
  if (bytes >= SECRET_BYTES.min && bytes <= SECRET_BYTES.max) return undefined;
  return `must be whsec_ and ${SECRET_BYTES.min} to ${SECRET_BYTES.max} bytes in base64: openssl rand -base64 32 creates them.`;
}
