import { BlockList, isIP } from 'node:net';
import { addNetwork } from '../settings.js';

/** Everything of IPv4 that is not a host on the Internet; and Azure's metadata, which appears to be one. */
const REFUSED_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** Of IPv6 only this is on the Internet, */
const GLOBAL_IPV6 = '2000::/3';
/** without what tunnels to IPv4 (Teredo, 6to4), and what is for documentation. */
const REFUSED_IPV6 = ['2001::/32', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Why it is not called. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

/** Decides which addresses may be called, so that nobody reaches private networks through us. */
export class AddressGuard {
  private readonly allowed: BlockList;
  private readonly refused = listOf([...REFUSED_IPV4, ...REFUSED_IPV6]);
  private readonly global = listOf([GLOBAL_IPV6]);

  constructor(private readonly allowedNetworks: readonly string[]) {
    this.allowed = listOf(allowedNetworks);
  }

  /** `protocol` as in URLs: unencrypted requests go to allowed networks only. */
  allows(address: string, protocol: string): boolean {
    if (isIn(this.allowed, address)) return true;
    if (protocol !== 'https:' || isIn(this.refused, address)) return false;
    return isIP(address) === 4 || isIn(this.global, address);
  }

  /** Why this URL cannot be called, before any name is resolved; undefined if it may be. */
  problemWith(text: string): string | undefined {
    if (!URL.canParse(text)) return 'is not a URL';
    const { protocol, username, password, hash, hostname, port } = new URL(text);
    if (protocol !== 'https:' && protocol !== 'http:') return 'does not start with https://';
    if (username || password) return 'contains a user or a password';
    if (hash) return 'contains a fragment';
    if (port === '0') return 'names port 0, on which no server listens';
    if (protocol === 'http:' && this.allowedNetworks.length === 0) {
      return 'is not encrypted, and WEBHOOK_ALLOWED_NETWORKS allows no private network';
    }
    return this.isRefusedHost(hostname, protocol)
      ? 'leads to a private, loopback, link-local, or metadata address'
      : undefined;
  }

  private isRefusedHost(hostname: string, protocol: string): boolean {
    const address = addressIn(hostname);
    if (address) return !this.allows(address, protocol);
    const isLocal = /(^|\.)localhost\.?$/.test(hostname);
    return isLocal && !this.allows('127.0.0.1', protocol) && !this.allows('::1', protocol);
  }
}

/** The address that stands in a URL in place of a name. */
export function addressIn(hostname: string): string | undefined {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) ? address : undefined;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) addNetwork(list, network);
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
