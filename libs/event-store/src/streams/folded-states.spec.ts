import type { StreamId } from '#events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Projection } from '../projections/projection.js';
import { FoldedStates } from './folded-states.js';

const STREAM: StreamId = { category: 'deployment', id: 'a' };
const projection = { initial: undefined, evolve: () => undefined } as unknown as Projection<
  string | undefined
>;
const folded = { state: 'consented by Jane', version: 3 };

let states: FoldedStates;

beforeEach(() => {
  states = new FoldedStates();
  states.enter('before');
});

describe('the state after an append', () => {
  it('is kept', () => {
    states.advance(projection, STREAM, { life: 'before', folded });
    expect(states.of(projection, STREAM)).toMatchObject(folded);
  });

  it('is not kept if people were erased since it was read, whatever others read meanwhile', () => {
    states.enter('after');
    states.keep(projection, STREAM, { state: undefined, version: 0 });
    states.advance(projection, STREAM, { life: 'before', folded });
    expect(states.of(projection, STREAM)).toMatchObject({ state: undefined, version: 0 });
  });
});
