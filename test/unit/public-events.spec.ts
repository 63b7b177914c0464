import { PUBLIC_NAMES, schemaOf, toPublicEvent, typeOf } from '#events';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moves } from '../../libs/deployment/spec/moves.testing.js';
import { given } from '../../libs/deployment/spec/scenario.testing.js';

const ajv = addFormats.default(new Ajv({ strict: true }));
const validators = new Map(PUBLIC_NAMES.map((name) => [typeOf(name), ajv.compile(schemaOf(name))]));

const stream = {
  category: 'deployment' as const,
  id: '5f0c6f5e-3f7b-5d0e-9d3a-1f2d3c4b5a69',
};
const rest = { id: stream.id, stream, metadata: { actor: { kind: 'service' as const } } };

describe('whatever happens to a newsletter', () => {
  it('all that is announced about it is valid by its schema', () => {
    const stories = fc.array(moves, { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(stories, (list) => {
        const story = given();
        for (const move of list) move(story);
        const [first] = story.events;
        if (!first) return;
        for (const [index, event] of story.events.entries()) {
          const stored = { ...event, ...rest, version: index + 1 };
          const published = toPublicEvent({ event: stored, first, epoch: stream.id });
          const validate = published && validators.get(published.event.type);
          if (!published) continue;
          expect([validate?.(published.event), validate?.errors]).toEqual([true, null]);
          expect(JSON.stringify(published)).not.toContain('@');
        }
      }),
      { numRuns: 100 },
    );
  });
});
