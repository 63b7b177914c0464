import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { KEY_BYTES, type PersonKey } from './seal.js';

/**
 * For how long a key that another process erased may still be used here: a query of the table for each
 * read would cost as much as the read.
 */
const KEPT_MS = 5_000;

type Row = PersonKey & { person: string };

/** One statement, also if two run at once: the second one gets the first one's key. */
const FIND_OR_MAKE = `
INSERT INTO person_key (id, site, person, key, created_at)
SELECT id, $1, person, decode(key, 'hex'), connector_now()
FROM jsonb_to_recordset($2::jsonb) AS new (id uuid, person text, key text)
ORDER BY person
ON CONFLICT (site, person) DO UPDATE SET person = excluded.person
RETURNING id, person, key`;

const FIND = 'SELECT id, person, key FROM person_key WHERE id::text = ANY($1)';

/** Keys of people, one for each site and person, remembered for a moment. */
export class PersonKeys {
  private readonly byPerson = new Map<string, PersonKey>();
  /** Undefined: erased. */
  private readonly byId = new Map<string, PersonKey | undefined>();
  private forgetAtMs = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** The key of each of these people of a site; created if there is none yet. */
  async of(site: string, people: readonly string[]): Promise<ReadonlyMap<string, PersonKey>> {
    this.forgetOld();
    const keys = new Map<string, PersonKey>();
    for (const person of people) {
      const known = this.byPerson.get(nameOf(site, person));
      if (known) keys.set(person, known);
    }
    const missing = people.filter((person) => !keys.has(person));
    if (missing.length === 0) return keys;
    for (const { person, ...key } of await this.findOrMake(site, missing)) {
      keys.set(person, key);
      this.byPerson.set(nameOf(site, person), key);
    }
    return keys;
  }

  /** Keys by their ids; erased ones are missing. */
  async find(ids: readonly string[]): Promise<ReadonlyMap<string, PersonKey>> {
    this.forgetOld();
    const keys = new Map(ids.map((id) => [id, this.byId.get(id)]));
    const missing = ids.filter((id) => !this.byId.has(id));
    if (missing.length > 0) {
      const rows = await guarded(() => this.dataSource.query<Row[]>(FIND, [missing]));
      for (const { id, key } of rows) keys.set(id, { id, key });
      for (const id of missing) this.byId.set(id, keys.get(id));
    }
    return new Map([...keys].flatMap(([id, key]) => (key ? [[id, key] as const] : [])));
  }

  forget(): void {
    this.byPerson.clear();
    this.byId.clear();
  }

  private findOrMake(site: string, people: readonly string[]): Promise<Row[]> {
    const made = people.map((person) => ({
      id: randomUUID(),
      person,
      key: randomBytes(KEY_BYTES).toString('hex'),
    }));
    const parameters = [site, JSON.stringify(made)];
    return guarded(() => this.dataSource.query<Row[]>(FIND_OR_MAKE, parameters));
  }

  private forgetOld(): void {
    const nowMs = performance.now();
    if (nowMs < this.forgetAtMs) return;
    this.forget();
    this.forgetAtMs = nowMs + KEPT_MS;
  }
}

function nameOf(site: string, person: string): string {
  return JSON.stringify([site, person]);
}
