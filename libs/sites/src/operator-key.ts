import { Fields, isRecord } from './fields.js';
import type { HashedKey } from './hashed-key.js';
import type { SecretReader } from './read-secret.js';
import { keyRule } from './site.js';

/** What a key may do. `subscribe`: read the feed, and nothing else. */
export const ROLES = ['read', 'operate', 'admin', 'subscribe'] as const;
export type Role = (typeof ROLES)[number];

/** A bearer key of a person or a program. */
export type OperatorKey = {
  key: HashedKey;
  /** Stored in the history of what is done with it. */
  name?: string;
  role: Role;
  /** Not accepted from this instant on. */
  until?: string;
  /** For a subscriber: the sites whose events it gets; all, if omitted. */
  sites?: readonly string[];
};

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{P} ]{0,63}$/u;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Entries with a name, or only secrets, as in earlier releases: those may do everything. */
export function readOperatorKeys(root: Fields, secrets: SecretReader): OperatorKey[] {
  const listed = root.raw('operatorKeys');
  if (!Array.isArray(listed) || !listed.some(isEntry)) {
    return secrets.keys(root, 'operatorKeys', keyRule).map((key) => ({ key, role: 'admin' }));
  }
  const keys = listed.flatMap((value: unknown, index) => {
    const path = `operatorKeys[${index}]`;
    return isEntry(value)
      ? readEntry(new Fields(path, value, root.faults), secrets)
      : secrets
          .keys(new Fields('', { [path]: [value] }, root.faults), path, keyRule)
          .map((key): OperatorKey => ({ key, role: 'admin' }));
  });
  refuseSharedNames(keys, root);
  refuseSharedSecrets(keys, root);
  return keys;
}

function isEntry(value: unknown): boolean {
  return (
    isRecord(value) && ['name', 'role', 'key', 'until', 'sites'].some((field) => field in value)
  );
}

function readEntry(fields: Fields, secrets: SecretReader): OperatorKey[] {
  const name = fields.text('name', 'who has the key, such as "Zoë" or "reporting"');
  if (name && !NAME.test(name))
    fields.fault(
      'name',
      'must have up to 64 letters, digits, spaces, and punctuation (but not < or >), and begin with a letter or digit.',
    );
  const role = fields.choice('role', ROLES);
  const until = readUntil(fields);
  const sites = readSites(fields, role);
  const given = new Fields('', { [fields.at('key')]: [fields.raw('key')] }, fields.faults);
  const keys = secrets.keys(given, fields.at('key'), keyRule);
  fields.refuseUnknown();
  return keys.map((key) => ({
    key,
    name,
    role,
    ...(until === undefined ? {} : { until }),
    ...(sites ? { sites } : {}),
  }));
}

/** A date without a time ends with that day, in UTC. */
function readUntil(fields: Fields): string | undefined {
  const text = fields.optionalText('until', 'the last day, such as "2027-06-30"');
  if (text === undefined) return undefined;
  const instant = new Date(text.length === 10 ? `${text}T23:59:59.999Z` : text);
  if (DATE.test(text) && !Number.isNaN(instant.getTime())) return instant.toISOString();
  fields.fault('until', 'must be a day or an instant, such as "2027-06-30".');
  return undefined;
}

function readSites(fields: Fields, role: Role): string[] | undefined {
  const value = fields.raw('sites');
  if (value === undefined) return undefined;
  if (role !== 'subscribe') fields.fault('sites', 'is only for the role subscribe.');
  const isList = Array.isArray(value) && value.length > 0;
  if (isList && value.every((site) => typeof site === 'string')) return value as string[];
  fields.fault('sites', 'must be a list of site IDs: ["daily"].');
  return undefined;
}

/** Two with one name could not be distinguished in the history. */
function refuseSharedNames(keys: readonly OperatorKey[], root: Fields): void {
  const names = keys.flatMap(({ name }) => name ?? []);
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared) root.fault('operatorKeys', `two entries have the name ${shared}.`);
}

/** Two with one secret: which role it has would depend on their order. */
function refuseSharedSecrets(keys: readonly OperatorKey[], root: Fields): void {
  const isTwice = keys.some(({ key }, index) =>
    keys.some((other, place) => place < index && other.key.equals(key)),
  );
  if (isTwice) root.fault('operatorKeys', 'two entries have the same key: give each its own.');
}
