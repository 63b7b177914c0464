import type { Outcome } from '#deployment';
import { adopt, takeOver } from './adopt.js';
import { NOT_VISIBLE_YET, findCreated, ofGeneration } from './find-created.js';
import type { StepContext, StepHandler } from './step.js';

/** Creates the deployment, or finds the one from an earlier try or from before a restore. */
export const create: StepHandler<'create'> = async (context) => {
  const { request, resolving } = context;
  const search = resolving && !request.seek ? found : takeOver;
  switch (request.mode) {
    case 'adopt':
      return adopt(context, request.adoptTrackId ?? '');
    case 'search':
      return (await search(context)) ?? { kind: 'create-not-found' };
    case 'create':
    case 'search-then-create':
      return (await search(context)) ?? call(context);
  }
};

async function call({ client, request, ...context }: StepContext<'create'>): Promise<Outcome> {
  const { campaignId, testers } = await context.settings(request.settingsHash);
  const { trackId } = await client.create({
    name: request.name,
    deploymentDate: request.deploymentDate,
    deploymentTypeId: request.omedaTypeId,
    notes: request.marker,
    testers,
    ...(campaignId ? { campaignId } : {}),
  });
  context.notes.keep(trackId, request.marker);
  return { kind: 'created', trackId, found: false, marker: request.marker };
}

/** What an earlier try made; one that was worked on since is taken over as is. */
async function found(context: StepContext<'create'>): Promise<Outcome | undefined> {
  const { marker } = context.request;
  const searched = await findCreated(context, context.request);
  const [first] = ofGeneration(searched, marker);
  if (first && first.status !== 'New') return takeOver(context);
  if (first) return { kind: 'created', trackId: first.trackId, found: true, marker };
  return searched.isSure
    ? undefined
    : { kind: 'transient', words: NOT_VISIBLE_YET, unclear: false };
}
