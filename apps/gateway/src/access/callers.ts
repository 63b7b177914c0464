import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret, Sites } from '#sites';

/** Whose key it is: a site sees and moves its own, an operator everything. */
export type Caller = { kind: 'operator'; id: string } | { kind: 'site'; id: string; site: string };

type Entry = { digest: Buffer; caller: Caller };

/** Finds out whose a key is, in a time that tells nothing about the keys. */
export class Callers {
  private readonly entries: Entry[];

  constructor({ sites, operatorKeys }: Sites) {
    const ofSites = [...sites.values()].flatMap(({ id, siteKeys }) => {
      return siteKeys.map((key) => entry(key, { kind: 'site', id: `site:${id}`, site: id }));
    });
    const ofOperators = operatorKeys.map((key, index) => {
      return entry(key, { kind: 'operator', id: `operator:${index + 1}` });
    });
    this.entries = [...ofSites, ...ofOperators];
  }

  /** Goes through all keys always, so that an early match does not show. */
  find(key: string): Caller | undefined {
    const digest = digestOf(key);
    return this.entries
      .filter((known) => timingSafeEqual(known.digest, digest))
      .map(({ caller }) => caller)[0];
  }
}

export function maySee(caller: Caller, site: string): boolean {
  return caller.kind === 'operator' || caller.site === site;
}

function entry(key: Secret, caller: Caller): Entry {
  return { digest: digestOf(key.reveal()), caller };
}

/** Digests have one length, which the comparison needs. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
