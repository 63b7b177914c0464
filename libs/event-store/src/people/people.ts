import { ERASED_PERSON, type Fact, type Person, type StoredEvent, changePeople } from '#events';
import type { DataSource } from 'typeorm';
import { guarded } from '../errors.js';
import { storable } from '../append/storable.js';
import { PersonKeys } from './person-keys.js';
import { type PersonKey, type SealedPerson, keyIdOf, openPerson, sealPerson } from './seal.js';

const GONE = 'DELETE FROM person_key WHERE site = $1 AND person = $2';

/** Parked announcements are stored in their public form. */
const PARKED = `
UPDATE parked_message
SET body = jsonb_set(body, '{data}',
  (body->'data') || '{"consentedById": null, "consentedByName": null}')
WHERE body->>'source' = $1
  AND $2 IN (body->'data'->>'consentedById', body->'data'->>'consentedByName')`;

type Keys = ReadonlyMap<string, PersonKey>;

/**
 * The people that events name are encrypted with a key of each person, stored beside the events: erasing
 * the key erases what they say of the person, here and in every backup of the events.
 */
export class People {
  private readonly keys: PersonKeys;

  constructor(private readonly dataSource: DataSource) {
    this.keys = new PersonKeys(dataSource);
  }

  /** The events as they are stored. `site`: whose people they are. */
  async seal(events: readonly StoredEvent[], site: string): Promise<StoredEvent[]> {
    const people = new Set<string>();
    visit(events, (person, who) => {
      if (who !== undefined && isPlain(person)) people.add(storable(who));
    });
    if (people.size === 0) return [...events];
    const keys = await this.keys.of(site, [...people]);
    return events.map((event) =>
      changePeople(event, (person, who) => {
        if (who === undefined || !isPlain(person)) return person;
        return sealedWith(keys, person, storable(who));
      }),
    );
  }

  /** The events as they were before they were sealed, in one query at most. */
  async open<E extends Fact>(events: readonly StoredEvent<E>[]): Promise<StoredEvent<E>[]> {
    const ids = new Set<string>();
    visit(events, (person) => {
      if (isSealed(person)) ids.add(keyIdOf(person));
    });
    if (ids.size === 0) return [...events];
    const keys = await this.keys.find([...ids]);
    return events.map((event) =>
      changePeople(event, (person) => (isSealed(person) ? openedWith(keys, person) : person)),
    );
  }

  /** The sites at which a person is known. */
  async sitesOf(person: string): Promise<string[]> {
    const sites = 'SELECT site FROM person_key WHERE person = $1 ORDER BY site';
    const rows = await guarded(() =>
      this.dataSource.query<{ site: string }[]>(sites, [storable(person)]),
    );
    return rows.map(({ site }) => site);
  }

  /** Keys that another process may have erased. */
  forget(): void {
    this.keys.forget();
  }

  /** Permanent. Other processes forget the key at their next read, or within five seconds. */
  async erase(site: string, person: string): Promise<void> {
    const who = storable(person);
    await guarded(() =>
      this.dataSource.transaction(async (manager) => {
        await manager.query(GONE, [site, who]);
        await manager.query(PARKED, [`/sites/${encodeURIComponent(site)}`, who]);
      }),
    );
    this.keys.forget();
  }
}

function visit(
  events: readonly StoredEvent[],
  see: (person: Person, who: string | undefined) => void,
): void {
  for (const event of events) {
    changePeople(event, (person, who) => {
      see(person, who);
      return person;
    });
  }
}

function isSealed(person: Person): person is Person & SealedPerson {
  return 'sealed' in person && typeof person.sealed === 'string';
}

/** What was erased stays so when it is written again. */
function isPlain(person: Person): boolean {
  return !person.erased && !isSealed(person);
}

/** Nobody is ever written in plain text. */
function sealedWith(keys: Keys, person: Person, who: string): Person {
  const key = keys.get(who);
  if (!key) throw new Error('A person has no key: nothing was appended.');
  return sealPerson(person, key) as Person;
}

/** What cannot be decrypted stops no newsletter: only the name is missing. */
function openedWith(keys: Keys, person: SealedPerson): Person {
  const key = keys.get(keyIdOf(person));
  try {
    return key ? openPerson(person, key) : ERASED_PERSON;
  } catch {
    return ERASED_PERSON;
  }
}
