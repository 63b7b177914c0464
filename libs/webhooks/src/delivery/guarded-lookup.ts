import { type LookupAddress, promises as dns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type AddressGuard, AddressRefused } from './address-guard.js';

const TIMEOUT_MS = 3_000;
const TRIES = 2;

/** Finds the addresses of a name. */
type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/**
 * By DNS, and for names it does not know by the other sources of this machine (/etc/hosts). Not by these alone: they
 * occupy a thread of four for as long as a name server is silent.
 */
export function resolver(servers?: readonly string[]): Resolve {
  const asked = new dns.Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers) asked.setServers(servers);
  return async (hostname) => {
    const [four, six] = await Promise.allSettled([
      asked.resolve4(hostname),
      asked.resolve6(hostname),
    ]);
    const found = [...addressesOf(four, 4), ...addressesOf(six, 6)];
    if (found.length > 0) return found;
    const { code } = (four.status === 'rejected' ? four.reason : {}) as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' && !servers) return dns.lookup(hostname, { all: true });
    throw new Error(`The name ${hostname} is not known (${code ?? 'no address'}).`);
  };
}

/**
 * Gives a connection only the addresses that may be called. It is made to just those: a later change
 * of the name has no effect.
 */
export function guardedLookup(
  guard: AddressGuard,
  { protocol, resolve }: { protocol: string; resolve: Resolve },
): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (found: LookupAddress[]) => {
      const good = found.filter(({ address }) => guard.allows(address, protocol));
      const [first] = good;
      if (!first) {
        const words = `${hostname} leads to a private, loopback, link-local, or metadata address.`;
        callback(new AddressRefused(words), [], 0);
      } else if (options.all) callback(null, good);
      else callback(null, first.address, first.family);
    };
    resolve(hostname).then(answer, (error: Error) => callback(error, [], 0));
  };
}

function addressesOf(found: PromiseSettledResult<string[]>, family: number): LookupAddress[] {
  if (found.status === 'rejected') return [];
  return found.value.map((address) => ({ address, family }));
}
