import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';

/** Statuses in which something is still done, or may be. */
const UNDER_WAY = [
  'requested',
  'created',
  'audience-assigned',
  'audience-ready',
  'content-updated',
  'test-sent',
  'scheduled',
  'held',
  'failed',
  'withdrawn',
] as const;
const PAGE = 200;

type Page = { deployments: unknown[]; next: string | null };

/** How many newsletters of a site or brand have which status, in words; empty if none is in progress. */
async function underWay(api: Api, filter: { site: string } | { brand: string }): Promise<string> {
  const found: string[] = [];
  for (const status of UNDER_WAY) {
    const query = { ...filter, status, limit: String(PAGE) };
    const { deployments, next } = await api.ask<Page>('/v1/deployments', { query });
    if (deployments.length > 0) found.push(`${deployments.length}${next ? '+' : ''} ${status}`);
  }
  return found.join(', ');
}

/** @throws CliError with what to do about them first, or if the gateway cannot say. */
export async function refuseUnderWay(api: Api, filter: { site: string } | { brand: string }) {
  const [[name, value] = []] = Object.entries(filter);
  const unchecked =
    '--unchecked removes it anyway; docs/configure-omeda.md explains what happens then.';
  let found: string;
  try {
    found = await underWay(api, filter);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const words = `Cannot check if newsletters of ${value} are in progress: ${error.message}`;
    throw new CliError(`${words}\n${unchecked}`, error.exitCode);
  }
  if (!found) return;
  throw new CliError(
    [
      `${value} has newsletters in progress: ${found}.`,
      `"newsletter deployments list --${name} ${value}" lists them. Cancel them, or wait until they are sent.`,
      unchecked,
    ].join('\n'),
    EXIT['not-now'],
  );
}
