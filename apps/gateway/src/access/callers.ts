import { isDeepStrictEqual } from 'node:util';
import { type HashedKey, type OperatorKey, type Role, type Sites, digestOf } from '#sites';
import { Problem } from '../problem/problem.js';

export const UNKNOWN_KEY =
  "The key is unknown or has expired: compare it with the site's siteKeys or the operatorKeys of the sites file.";

type Operator = {
  kind: 'operator';
  id: string;
  role: Role;
  /** Name of the key's holder. */
  name?: string;
  /** Sites whose events a subscriber gets; all if omitted. */
  sites?: readonly string[];
};

/** Holder of a key: a site sees and changes its own, an operator all that the role allows. */
export type Caller = Operator | { kind: 'site'; id: string; site: string };

type Entry = { key: HashedKey; caller: Caller };

/** Identifies a key's holder, in a time that reveals nothing about keys. */
export class Callers {
  /** Read at each call, since sites and their keys may change while the process runs. */
  constructor(private readonly sites: Sites) {}

  /** Always compares all keys, so that timing shows no early match. */
  find(key: string): Caller | undefined {
    const digest = digestOf(key);
    return this.entries()
      .filter((known) => known.key.isOf(digest))
      .map(({ caller }) => caller)[0];
  }

  /** The holder of the key with this fingerprint, while it is configured. */
  byPrint(print: string): Caller | undefined {
    return this.entries().find(({ key }) => key.print === print)?.caller;
  }

  /** The fingerprint of a key; undefined if nobody has the key. */
  printOf(key: string): string | undefined {
    const digest = digestOf(key);
    return this.entries().filter((known) => known.key.isOf(digest))[0]?.key.print;
  }

  /** Whether the caller would still be admitted, as the same, with the same rights. */
  isKnown(caller: Caller): boolean {
    return this.entries().some((entry) => isDeepStrictEqual(entry.caller, caller));
  }

  /** @throws Problem for a caller that would no longer be admitted. */
  refuseGone(caller: Caller): void {
    if (this.isKnown(caller)) return;
    throw new Problem('key-refused', UNKNOWN_KEY);
  }

  private entries(): Entry[] {
    const ofSites = [...this.sites.sites.values()].flatMap(({ id, siteKeys }) => {
      const caller = { kind: 'site', id: `site:${id}`, site: id } as const;
      return siteKeys.map((key) => ({ key, caller }));
    });
    const now = new Date().toISOString();
    const ofOperators = this.sites.operatorKeys
      .map((entry, index) => ({ entry, caller: operatorOf(entry, index) }))
      .filter(({ entry: { until } }) => until === undefined || until > now)
      .map(({ entry: { key }, caller }) => ({ key, caller }));
    return [...ofSites, ...ofOperators];
  }
}

export function maySee(caller: Caller, site: string): boolean {
  return caller.kind === 'operator' || caller.site === site;
}

/** Without a name, its position in the list is its id, as before. */
function operatorOf({ name, role, sites }: OperatorKey, index: number): Operator {
  return {
    kind: 'operator',
    id: `operator:${name ?? index + 1}`,
    role,
    ...(name === undefined ? {} : { name }),
    ...(sites ? { sites } : {}),
  };
}
