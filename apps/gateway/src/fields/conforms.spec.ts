import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HoldDto } from '../deployments/actions/action.dto.js';
import { PostEventDto } from '../events/post-event.dto.js';
import { postEvent } from '../example/post-event.js';
import { conforms } from './conforms.js';
import { validated } from './faults.js';

const EVENT = postEvent({ adopt: { trackId: 'FOO200300112' } });

/** The paths of all parts of a value; the value itself has the empty path. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, one]) => placesOf(one, [...path, name]));
  return [path, ...inner];
}

function withValue(value: unknown, [name, ...rest]: string[], put: unknown): unknown {
  if (name === undefined) return put;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as object;
  const changed = withValue(Reflect.get(copy, name), rest, put);
  Reflect.set(copy, name, changed);
  return copy;
}

const names = fc.constantFrom('extra', 'constructor', '0');
const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, null, '', 0, 1, -1, 1.5, true, [], {}, [null], [[]], [{}]),
  fc.dictionary(names, fc.jsonValue()),
);
const events = fc
  .array(fc.tuple(fc.constantFrom(...placesOf(EVENT).slice(1)), fc.option(names), values), {
    maxLength: 3,
  })
  .map((changes) =>
    changes.reduce<unknown>(
      (event, [place, name, value]) => withValue(event, name ? [...place, name] : place, value),
      EVENT,
    ),
  );

describe('what conforms to its declaration', () => {
  it('is an event such as WordPress sends', () => {
    expect(conforms(PostEventDto, EVENT)).toBe(true);
    expect(conforms(HoldDto, { reason: 'Wait.' })).toBe(true);
  });

  it('has no field that would change its class', () => {
    const misleading: unknown = JSON.parse('{ "__proto__": {}, "reason": "Wait." }');
    expect(conforms(HoldDto, misleading)).toBe(false);
  });

  it('is what class-validator finds no fault with, and nothing else', () => {
    fc.assert(
      fc.property(events, (changed) => {
        const event: unknown = JSON.parse(JSON.stringify(changed));
        const { faults } = validated(PostEventDto, event as object);
        expect(conforms(PostEventDto, event)).toBe(faults.length === 0);
      }),
    );
  });
});
