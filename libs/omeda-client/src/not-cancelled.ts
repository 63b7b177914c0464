import { type Found, SEARCH_LIMIT, type SearchInput } from './calls/search.js';

type Searching = { search: (input: SearchInput) => Promise<Found[]> };

/** `isWhole`: there are no more than these. */
type NotCancelled = { found: Found[]; isWhole: boolean };

/**
 * The most recent deployments that match and are not cancelled. Not filtered by status: the filter has no name for
 * some that are live, such as Approved. @throws {OmedaError}
 */
export async function searchNotCancelled(
  { search }: Searching,
  input: Omit<SearchInput, 'statuses'> = {},
): Promise<NotCancelled> {
  const all = await search(input);
  return {
    found: all.filter(({ status }) => status !== 'Cancelled'),
    isWhole: all.length < (input.numResults ?? SEARCH_LIMIT),
  };
}
