import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import type { Given } from '../command.js';
import { FILTERS, queryOf } from './filters.js';

/** `left`: how many more have the same problem than the gateway lists at once. */
export type Chosen = { ids: string[]; left: number };

type Group = { count: number; deployments: { deploymentId: string }[] };
type Page = { deployments: { deploymentId: string }[]; next: string | null };

const LONGEST_PAGE = '200';

/**
 * IDs of the newsletters that a group or the filters name.
 * @throws CliError for neither or both: nobody means all newsletters.
 */
export async function chosen(api: Api, options: Given['options']): Promise<Chosen> {
  const filters = Object.fromEntries(
    Object.entries(options).filter(([name]) => Object.hasOwn(FILTERS, name)),
  );
  const isFiltered = Object.keys(filters).length > 0;
  const { group } = options;
  if (group === undefined && !isFiltered) {
    throw new CliError(
      'Say which newsletters: with filters, such as --status failed --brand FOO, or with --group and a key of "newsletter groups".',
    );
  }
  if (group === undefined) return { ids: await filtered(api, filters), left: 0 };
  if (isFiltered) throw new CliError('--group already says which: leave out the filters.');
  const { count, deployments } = await api.ask<Group>(
    `/v1/groups/${encodeURIComponent(String(group))}`,
  );
  const ids = deployments.map(({ deploymentId }) => deploymentId);
  return { ids, left: count - ids.length };
}

/** All pages first: acting on one would shift the next. */
async function filtered(api: Api, filters: Given['options']): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const query = { ...queryOf(filters), limit: LONGEST_PAGE, after };
    const page = await api.ask<Page>('/v1/deployments', { query });
    ids.push(...page.deployments.map(({ deploymentId }) => deploymentId));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}
