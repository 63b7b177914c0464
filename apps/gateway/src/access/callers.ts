import { isDeepStrictEqual } from 'node:util';
import { type HashedKey, type OperatorKey, type Role, type Sites, digestOf } from '#sites';
import { Problem } from '../problem/problem.js';

export const UNKNOWN_KEY =
  "The key is unknown, or its time is over: compare it with the site's siteKeys or the operatorKeys of the sites file.";

type Operator = {
  kind: 'operator';
  id: string;
  role: Role;
  /** Of who has the key. */
  name?: string;
  /** Of a subscriber: the sites whose events it gets; all, where it is left out. */
  sites?: readonly string[];
};

/** Whose key it is: a site sees and moves its own, an operator all that the role allows. */
export type Caller = Operator | { kind: 'site'; id: string; site: string };

type Entry = { key: HashedKey; caller: Caller };

/** Finds out whose a key is, in a time that tells nothing about the keys. */
export class Callers {
  /** Asked at each call, since sites and their keys may change while the process runs. */
  constructor(private readonly sites: Sites) {}

  /** Goes through all keys always, so that an early match does not show. */
  find(key: string): Caller | undefined {
    const digest = digestOf(key);
    return this.entries()
      .filter((known) => known.key.isOf(digest))
      .map(({ caller }) => caller)[0];
  }

  /** Whose the key with this print is, as long as it is configured. */
  byPrint(print: string): Caller | undefined {
    return this.entries().find(({ key }) => key.print === print)?.caller;
  }

  /** What a key can be recognized by; undefined where nobody has it. */
  printOf(key: string): string | undefined {
    const digest = digestOf(key);
    return this.entries().filter((known) => known.key.isOf(digest))[0]?.key.print;
  }

  /** Whether who was let in would be still: as the same, with the same rights. */
  isKnown(caller: Caller): boolean {
    return this.entries().some((entry) => isDeepStrictEqual(entry.caller, caller));
  }

  /** @throws Problem for who was let in, but would not be any more. */
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

/** Without a name it is known by its place in the list, as before. */
function operatorOf({ name, role, sites }: OperatorKey, index: number): Operator {
  return {
    kind: 'operator',
    id: `operator:${name ?? index + 1}`,
    role,
    ...(name === undefined ? {} : { name }),
    ...(sites ? { sites } : {}),
  };
}
