import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import type { Given } from '../command.js';
import { FILTERS, queryOf } from './filters.js';

type Page = { deployments: { deploymentId: string }[]; next: string | null };

const LONGEST_PAGE = '200';

/**
 * IDs of the newsletters that a group or the filters name.
 * @throws CliError for neither or both: nobody means all there are.
 */
export async function chosen(api: Api, options: Given['options']): Promise<string[]> {
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
  if (group === undefined) return filtered(api, filters);
  if (isFiltered) throw new CliError('--group already says which: leave out the filters.');
  const found = await api.ask<Page>(`/v1/groups/${encodeURIComponent(String(group))}`);
  return found.deployments.map(({ deploymentId }) => deploymentId);
}

/** Of all pages; acting on one must not move the next. */
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
