import { BlockList, isIP } from 'node:net';
import type { LookupAddress } from 'node:dns';
import type { Environment } from '#process';

export type WebhookSettings = {
  /** Private networks that may be called, as CIDR blocks, and addresses; others never are. */
  allowedNetworks: readonly string[];
  /** How names are resolved; default: by this machine. */
  resolve?: (hostname: string) => Promise<LookupAddress[]>;
  /** For a response, from the first byte sent. Milliseconds, as all that follow. */
  timeoutMs: number;
  /** After the first failure; doubled with each one up to the limit. */
  backOffMs: number;
  backOffLimitMs: number;
  /** A subscriber that accepts nothing is retried at least this often: it gets all once it recovers. */
  probeLimitMs: number;
  /** A delivery that fails for this long disables its subscription. */
  giveUpMs: number;
  /** Message groups (newsletters) that are delivered to a subscriber at a time. */
  groupsAtATime: number;
  /** How soon a person's change is noticed. */
  pollMs: number;
  /** How long after its holder fell silent another process delivers. */
  leaseMs: number;
};

/** Token under which the settings are injected. */
export const WEBHOOK_SETTINGS = Symbol('webhook settings');

const SECOND_MS = 1_000;
const HOUR_MS = 60 * 60 * SECOND_MS;

export const WEBHOOK_DEFAULTS: WebhookSettings = {
  allowedNetworks: [],
  timeoutMs: 10 * SECOND_MS,
  backOffMs: 5 * SECOND_MS,
  backOffLimitMs: HOUR_MS,
  probeLimitMs: 60 * SECOND_MS,
  giveUpMs: 72 * HOUR_MS,
  groupsAtATime: 4,
  pollMs: SECOND_MS,
  // Longer than a request: the holder finishes none after it expired.
  leaseMs: 30 * SECOND_MS,
};

/** WEBHOOK_ALLOWED_NETWORKS, checked. */
export function readWebhooks(environment: Environment): WebhookSettings {
  const listed = environment.text('WEBHOOK_ALLOWED_NETWORKS')?.split(',') ?? [];
  const allowedNetworks = listed.map((one) => one.trim()).filter((one) => one !== '');
  const wrong = allowedNetworks.find((one) => !isNetwork(one));
  if (wrong !== undefined) {
    environment.faults.push(
      `WEBHOOK_ALLOWED_NETWORKS has '${wrong}', which is no network: use addresses and CIDR blocks, such as 10.0.0.0/8,127.0.0.1.`,
    );
  }
  return { ...WEBHOOK_DEFAULTS, allowedNetworks };
}

/** One address, or a block. */
export function addNetwork(list: BlockList, network: string): void {
  const [address = '', bits] = network.split('/');
  const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  list.addSubnet(address, bits === undefined ? (kind === 'ipv6' ? 128 : 32) : Number(bits), kind);
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const isLength = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return version !== 0 && more.length === 0 && isLength;
}
