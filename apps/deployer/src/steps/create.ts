import type { Outcome } from '#deployment';
import type { StepContext, StepHandler } from './step.js';
import { findCreated } from './find-created.js';

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
  const [trackId] = await findCreated(client, request);
  return trackId ? { kind: 'created', trackId, found: true, marker: request.marker } : undefined;
}

async function adopt({ client, request }: StepContext<'create'>): Promise<Outcome> {
  const known = await client.lookup(request.adoptTrackId ?? '');
  const isSent = known.status === 'Sent' && known.sentAt;
  return {
    kind: 'adopted',
    trackId: known.trackId,
    name: known.name,
    omedaTypeId: known.deploymentTypeId ?? request.omedaTypeId,
    ...(known.queryName ? { query: known.queryName } : {}),
    ...(known.status === 'Scheduled' && known.scheduledAt
      ? { scheduledFor: known.scheduledAt }
      : {}),
    ...(isSent ? { sent: { sentAt: known.sentAt ?? '' } } : {}),
  };
}
