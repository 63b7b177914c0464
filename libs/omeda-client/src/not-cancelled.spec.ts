import { describe, expect, it } from 'vitest';
import type { Found, SearchInput } from './calls/search.js';
import { searchNotCancelled } from './not-cancelled.js';

const found = (status: string, trackId = status): Found => ({ trackId, name: 'News', status });

function omedaWith(all: Found[]) {
  const asked: SearchInput[] = [];
  const search = async (input: SearchInput) => {
    asked.push(input);
    return all;
  };
  return { search, asked };
}

describe('a search for deployments that are not cancelled', () => {
  it('searches all statuses, as the filter does not have all, and drops the cancelled ones', async () => {
    const live = ['New', 'Approved', 'Accepted', 'Submitted', 'Not Accepted', 'Paused'];
    const omeda = omedaWith([...live, 'Cancelled'].map((status) => found(status)));
    const { found: kept, isWhole } = await searchNotCancelled(omeda, { name: 'News' });
    expect(kept.map(({ status }) => status)).toEqual(live);
    expect(isWhole).toBe(true);
    expect(omeda.asked).toEqual([{ name: 'News' }]);
  });

  it('may be incomplete if Omeda’s list is full, even of cancelled ones', async () => {
    const all = Array.from({ length: 200 }, (_one, index) => found('Cancelled', `T${index}`));
    expect(await searchNotCancelled(omedaWith(all))).toEqual({ found: [], isWhole: false });
  });
});
