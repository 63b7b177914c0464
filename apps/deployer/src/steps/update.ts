import type { StepHandler } from './step.js';

/** Replaces name, campaign and testers; repeating it does no harm. */
export const update: StepHandler<'update'> = async ({ client, request, settings }) => {
  const { campaignId, testers } = await settings(request.settingsHash);
  await client.update({
    trackId: request.trackId,
    name: request.name,
    deploymentDate: request.deploymentDate,
    testers,
    ...(campaignId ? { campaignId } : {}),
  });
  return { kind: 'updated' };
};
