import { toCentralOrAfter } from '../central.js';
import type { CallOptions, Connection } from '../wire.js';
import { type CreateInput, alwaysSent } from './create.js';
import { testersOnWire } from './testers.js';

/** Omitted fields stay as they are. */
export type UpdateInput = { trackId: string } & Partial<CreateInput>;

/** Replaces details of a deployment (PUT omail/deployment). @throws {OmedaError} */
export async function update(
  connection: Connection,
  input: UpdateInput,
  options?: CallOptions,
): Promise<void> {
  const { name, deploymentDate, deploymentTypeId, campaignId, testers, notes } = input;
  const json = {
    TrackId: input.trackId,
    ...(name === undefined ? {} : { DeploymentName: name }),
    ...(deploymentDate ? { DeploymentDate: toCentralOrAfter(deploymentDate) } : {}),
    ...(deploymentTypeId === undefined ? {} : { DeploymentTypeId: deploymentTypeId }),
    ...(campaignId === undefined ? {} : { CampaignId: campaignId }),
    ...(testers ? { Testers: testersOnWire(testers) } : {}),
    ...(notes === undefined ? {} : { Notes: notes }),
    ...alwaysSent(connection),
  };
  const path = ['omail', 'deployment'];
  await connection.send({ call: 'update', method: 'PUT', path, json }, options);
}
