import { type Adopted, generationIn } from '#deployment';
import { findCreated, type Carrier } from './find-created.js';
import { isContent } from './is-content.js';
import { observed } from './observe.js';
import type { StepContext } from './step.js';

type Context = StepContext<'create'>;

/** Omeda's deployment of a post that another plugin had in flight; none is created. */
export async function adopt({ client, request }: Context, trackId: string): Promise<Adopted> {
  const details = await client.lookup(trackId);
  const { status, query, scheduledAt, sentAt, sentCount } = observed(details);
  const { outputCriteria: criteria } = details;
  const { tests } = await client.approvals(trackId);
  const isScheduled = status === 'scheduled' || status === 'sending';
  const count = sentCount === undefined ? {} : { sentCount };
  return {
    kind: 'adopted',
    trackId,
    name: details.name,
    omedaTypeId: details.deploymentTypeId ?? request.omedaTypeId,
    testsSent: tests.length,
    ...(query ? { query } : {}),
    ...(query && criteria !== undefined ? { criteria } : {}),
    ...(isScheduled && scheduledAt ? { scheduledFor: scheduledAt } : {}),
    ...(status === 'cancelled' ? { isCancelled: true } : {}),
    ...(status === 'sent' ? { sent: { ...(sentAt ? { sentAt } : {}), ...count } } : {}),
  };
}

/** The most advanced one decides; an unknown status counts as New. */
const RANK = ['Sent', 'Sending', 'Scheduled', 'Approved'];
const rank = ({ status }: Carrier) => (RANK.includes(status) ? RANK.indexOf(status) : RANK.length);

/**
 * What Omeda has with our marker, of this generation or a later one: made by a create that a store
 * restored from a backup does not know.
 */
export async function takeOver(context: Context): Promise<Adopted | undefined> {
  const { request } = context;
  const { carriers } = await findCreated(context, request);
  const own = generationIn(request.marker, request.marker) ?? 1;
  const fit = carriers.filter(({ generation }) => generation >= own);
  const [first, ...others] = fit.toSorted((one, other) => rank(one) - rank(other));
  if (!first) return undefined;
  const found = await adopt(context, first.trackId);
  if (found.isCancelled) return undefined;
  const { generation, trackId } = first;
  const twins = others.map((other) => other.trackId);
  return { ...found, generation, twins, ...(await whatIsThere(context, trackId)) };
}

/** When it was last changed, and whether it has what is wanted now. */
async function whatIsThere({ client, request, content }: Context, trackId: string) {
  const { modificationHistory, subject } = await client.lookup(trackId);
  const changedAt = modificationHistory
    .flatMap(({ at }) => at ?? [])
    .toSorted()
    .at(-1);
  const wanted = request.contentHash ? await content(request.contentHash) : undefined;
  const isOurContent =
    wanted && subject === wanted.subject && (await isContent(client, trackId, wanted));
  return {
    ...(changedAt ? { changedAt } : {}),
    ...(isOurContent === undefined ? {} : { isOurContent }),
  };
}
