import { Fields } from './fields.js';
import type { SecretReader, SecretRule } from './read-secret.js';
import type { Secret } from './secret.js';

/** Who is notified of what is wrong with a site's newsletters: all of these. */
export type SiteNotify = {
  emails: readonly string[];
  webhook?: { url: string; secret: Secret };
};

const EMAIL = /^[^\s@,<>]+@[^\s@,<>]+$/;

export function readNotify(
  site: Fields,
  secrets: SecretReader,
  rule: SecretRule,
): SiteNotify | undefined {
  const value = site.raw('notify');
  if (value === undefined) return undefined;
  const fields = new Fields(site.at('notify'), value, site.faults);
  const emails = readEmails(fields);
  const webhook = fields.raw('webhook');
  const notify = webhook === undefined ? { emails } : { emails, webhook: read(fields, webhook) };
  fields.refuseUnknown();
  return notify;

  function read(parent: Fields, given: unknown): { url: string; secret: Secret } {
    const own = new Fields(parent.at('webhook'), given, parent.faults);
    const url = own.text('url', 'where messages are sent to, such as https://desk.example/hook');
    if (url && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
      own.fault('url', 'must be a URL such as https://desk.example/hook.');
    }
    const secret = secrets.one(own, 'secret', rule);
    own.refuseUnknown();
    return { url, secret };
  }
}

function readEmails(fields: Fields): string[] {
  const value = fields.raw('emails') ?? [];
  const emails = Array.isArray(value) ? value : [value];
  const good = emails.filter((one): one is string => typeof one === 'string' && EMAIL.test(one));
  if (good.length !== emails.length) fields.fault('emails', 'must be a list of email addresses.');
  return good;
}
