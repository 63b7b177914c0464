import { toCentralOrAfter } from '../central.js';
import { text } from '../reading.js';
import { unreadable } from '../errors/unreadable.js';
import type { CallOptions, Connection } from '../wire.js';
import { type Tester, testersOnWire } from './testers.js';

export type CreateInput = {
  /** At most 80 characters. */
  name: string;
  /** Instant (ISO), in the future. Not binding: `schedule` sets the time. */
  deploymentDate: string;
  deploymentTypeId: number;
  /** At most 100 characters. */
  campaignId?: string;
  testers?: readonly Tester[];
  /** A search cannot filter by them, a lookup returns them. */
  notes: string;
};

export type Created = { trackId: string };

/** What create and update send in common; 1 is "yes" to Omeda. */
export function alwaysSent({ account }: Connection) {
  return {
    OwnerUserId: account.ownerUserId,
    ...(account.approverUserId ? { FinalApproverUserId: account.approverUserId } : {}),
    TrackOpens: 1,
    TrackLinks: 1,
    // The audience may be weeks old when the newsletter is sent.
    ReloadOnqQueryBeforeFinalDeployment: 1,
  };
}

/**
 * Creates a deployment (POST omail/deployment). Not idempotent: after an error that may have taken
 * effect, search for the result before repeating it.
 * @throws {OmedaError}
 */
export async function create(
  connection: Connection,
  input: CreateInput,
  options?: CallOptions,
): Promise<Created> {
  const json = {
    DeploymentName: input.name,
    DeploymentDate: toCentralOrAfter(input.deploymentDate),
    DeploymentTypeId: input.deploymentTypeId,
    ...(input.campaignId ? { CampaignId: input.campaignId } : {}),
    ...(input.testers ? { Testers: testersOnWire(input.testers) } : {}),
    Notes: input.notes,
    // More than one is refused on create.
    Splits: 1,
    ...alwaysSent(connection),
  };
  const path = ['omail', 'deployment'];
  const reply = await connection.send({ call: 'create', method: 'POST', path, json }, options);
  const trackId = text(reply, 'TrackId');
  if (!trackId) throw unreadable('create', 'no TrackId');
  return { trackId };
}
