import { Fields } from './fields.js';
import type { SecretReader } from './read-secret.js';
import type { Secret } from './secret.js';

const ENVIRONMENTS = ['sandbox', 'staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** One Omeda account. */
export type Brand = {
  /** Abbreviation as in Omeda's URLs. */
  abbreviation: string;
  environment: Environment;
  /** The sandbox's address; only with environment sandbox. */
  baseUrl?: string;
  appId: Secret;
  ownerUserId: string;
  approverUserId?: string;
  /** Part before the @ of the sender, if a deployment type names none. */
  mailbox?: string;
  fromName?: string;
  replyTo?: string;
  /** Merge variables that this account has besides Omeda's own. */
  mergeVariables?: string[];
  /** Concurrent calls to Omeda, in each process. */
  maxConcurrentCalls: number;
  callTimeoutMs: number;
};

/** Omeda refuses others: "Illegal characters in merge variable name". */
const MERGE_VARIABLE = /^[A-Za-z0-9_-]{1,100}$/;
const ABBREVIATION = /^[A-Za-z0-9_-]{1,40}$/;

export function readBrand(abbreviation: string, fields: Fields, secrets: SecretReader): Brand {
  if (!ABBREVIATION.test(abbreviation)) {
    fields.faults.add(fields.path, 'a brand’s name is its abbreviation: letters and digits.');
  }
  const environment = fields.choice('environment', ENVIRONMENTS);
  const brand: Brand = {
    abbreviation,
    environment,
    appId: secrets.one(fields, 'appId', appIdRule),
    ownerUserId: fields.text('ownerUserId', "the Omeda user that owns the brand's deployments"),
    maxConcurrentCalls: fields.integer('maxConcurrentCalls', 4, { min: 1, max: 100 }),
    callTimeoutMs: fields.number('callTimeoutSeconds', 30, { min: 1, max: 600 }) * 1000,
    ...readDefaults(fields),
    ...readBaseUrl(fields, environment),
    ...readMergeVariables(fields),
  };
  fields.refuseUnknown();
  return brand;
}

function readDefaults(fields: Fields) {
  const approverUserId = fields.optionalText('approverUserId', 'an Omeda user, or leave it out');
  const mailbox = fields.optionalText('mailbox', 'the part before the @, or leave it out');
  const fromName = fields.optionalText('fromName', "the sender's name, or leave it out");
  const replyTo = fields.optionalText('replyTo', 'an email address, or leave it out');
  if (mailbox?.includes('@')) fields.fault('mailbox', 'must be only the part before the @.');
  if (replyTo && !/^[^\s@]+@[^\s@]+$/.test(replyTo)) {
    fields.fault('replyTo', 'must be an email address.');
  }
  return {
    ...(approverUserId ? { approverUserId } : {}),
    ...(mailbox ? { mailbox } : {}),
    ...(fromName ? { fromName } : {}),
    ...(replyTo ? { replyTo } : {}),
  };
}

function readMergeVariables(fields: Fields): { mergeVariables?: string[] } {
  const names = fields.raw('mergeVariables');
  if (names === undefined) return {};
  const isName = (name: unknown) => typeof name === 'string' && MERGE_VARIABLE.test(name);
  if (Array.isArray(names) && names.every(isName)) return { mergeVariables: names as string[] };
  fields.fault(
    'mergeVariables',
    'must be a list of names as between @{ and }@: letters, digits, _ and -.',
  );
  return {};
}

function readBaseUrl(fields: Fields, environment: Environment): { baseUrl?: string } {
  const baseUrl = fields.optionalText('baseUrl', 'the URL of the sandbox, or leave it out');
  if (!baseUrl) return {};
  if (environment !== 'sandbox') {
    // A key sent to another host than Omeda's would be leaked.
    fields.fault('baseUrl', `belongs to environment "sandbox" only: remove it, or change that.`);
  } else if (!/^https?:$/.test(protocolOf(baseUrl))) {
    fields.fault('baseUrl', 'must be a URL such as http://127.0.0.1:3100/.');
  }
  return { baseUrl };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function appIdRule(appId: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(appId)
    ? undefined
    : 'contains characters that are not valid in an app ID.';
}
