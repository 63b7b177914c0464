import type { StepContext, StepHandler } from './step.js';

/** Replaces name, campaign, and testers; repeating it is harmless. */
export const update: StepHandler<'update'> = async (context) => {
  const { client, request, settings } = context;
  const { campaignId, testers } = await settings(request.settingsHash);
  const keepsCampaign = !campaignId && (await hasCampaign(context));
  await client.update({
    trackId: request.trackId,
    name: request.name,
    deploymentDate: request.deploymentDate,
    testers,
    ...(campaignId ? { campaignId } : {}),
  });
  return { kind: 'updated', ...(keepsCampaign ? { keepsCampaign } : {}) };
};

/** Fields omitted from an update stay, and Omeda documents no value that removes them. */
async function hasCampaign({ client, request }: StepContext<'update'>): Promise<boolean> {
  const { campaignId } = await client.lookup(request.trackId);
  return campaignId !== undefined;
}
