import type { DeploymentEventMap } from './deployment-events.js';
import type { Actor, Metadata } from './envelope.js';

/** A person as named in an event. `erased`: nobody knows any more who it was. */
export type Person = { id?: string; name?: string; erased?: true };

/** What is shown for an erased person. */
export const ERASED_PERSON: Person = { name: 'a person whose data was erased', erased: true };

/** `who`: how the site identifies the person; undefined if the event names none. */
export type ChangePerson = (person: Person, who: string | undefined) => Person;

type Naming = { type: string; data: unknown; metadata: Metadata };

/** A copy of the event with every person in it mapped. These are all the places. */
export function changePeople<E extends Naming>(event: E, change: ChangePerson): E {
  const { actor } = event.metadata as Partial<Metadata>;
  // What was put into the store by hand may name nobody.
  const metadata = actor
    ? { ...event.metadata, actor: changeActor(actor, change) }
    : event.metadata;
  const data = event.type === 'PublishRequested' ? changeConsent(event.data, change) : event.data;
  return { ...event, data, metadata };
}

/** At the API the id is that of a key, and reveals no person: only the name does. */
function changeActor(actor: Actor, change: ChangePerson): Actor {
  const { kind, id, ...person } = actor;
  if (kind === 'service') return actor;
  if (kind === 'wordpress') return { kind, ...change(personOf(actor), id ?? actor.name) };
  return { kind, ...(id === undefined ? {} : { id }), ...change(person, actor.name) };
}

function personOf({ kind: _kind, ...person }: Actor): Person {
  return person;
}

function changeConsent(data: unknown, change: ChangePerson): unknown {
  const { consent, ...rest } = data as DeploymentEventMap['PublishRequested'];
  if (!consent) return data;
  const { by } = consent;
  return { ...rest, consent: { ...consent, by: change(by, by.id ?? by.name) } };
}
