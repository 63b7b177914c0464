import type { Outcome } from '#deployment';
import { observe } from './observe.js';
import type { StepContext, StepHandler } from './step.js';
import { NOT_VISIBLE_YET, findCreated } from './find-created.js';

/** Creates the deployment, or finds the one that an earlier try made. */
export const create: StepHandler<'create'> = async (context) => {
  const { request } = context;
  switch (request.mode) {
    case 'adopt':
      return adopt(context);
    case 'create':
      return call(context);
    case 'search':
      return (await found(context)) ?? { kind: 'create-not-found' };
    case 'search-then-create':
      return (await found(context)) ?? call(context);
  }
};

async function call({ client, request, settings }: StepContext<'create'>): Promise<Outcome> {
  const { campaignId, testers } = await settings(request.settingsHash);
  const { trackId } = await client.create({
    name: request.name,
    deploymentDate: request.deploymentDate,
    deploymentTypeId: request.omedaTypeId,
    notes: request.marker,
    testers,
    ...(campaignId ? { campaignId } : {}),
  });
  return { kind: 'created', trackId, found: false, marker: request.marker };
}

async function found({ client, request }: StepContext<'create'>): Promise<Outcome | undefined> {
  const { trackIds, isSure } = await findCreated(client, request);
  const [trackId] = trackIds;
  if (trackId) return { kind: 'created', trackId, found: true, marker: request.marker };
  return isSure ? undefined : { kind: 'transient', words: NOT_VISIBLE_YET, unclear: false };
}

/** What Omeda has of a post that another plugin had in flight; without it, nothing is made. */
async function adopt({ client, request }: StepContext<'create'>): Promise<Outcome> {
  const trackId = request.adoptTrackId ?? '';
  const { name, deploymentTypeId } = await client.lookup(trackId);
  const { status, query, scheduledAt, sentAt, sentCount } = await observe(client, trackId);
  const { tests } = await client.approvals(trackId);
  const isScheduled = status === 'scheduled' || status === 'sending';
  const count = sentCount === undefined ? {} : { sentCount };
  return {
    kind: 'adopted',
    trackId,
    name,
    omedaTypeId: deploymentTypeId ?? request.omedaTypeId,
    testsSent: tests.length,
    ...(query ? { query } : {}),
    ...(isScheduled && scheduledAt ? { scheduledFor: scheduledAt } : {}),
    ...(status === 'cancelled' ? { isCancelled: true } : {}),
    ...(status === 'sent' ? { sent: { ...(sentAt ? { sentAt } : {}), ...count } } : {}),
  };
}
