import type { ObservedDeployment } from '#deployment';
import { type DeploymentDetails, type OmedaClient, isScheduled } from '#omeda-client';

const STATUS: Record<string, ObservedDeployment['status']> = {
  Cancelled: 'cancelled',
  Sent: 'sent',
  Sending: 'sending',
};

/** A lookup's result, in the domain's terms. @throws OmedaError */
export async function observe(client: OmedaClient, trackId: string): Promise<ObservedDeployment> {
  return observed(await client.lookup(trackId));
}

export function observed(found: DeploymentDetails): ObservedDeployment {
  const { name, scheduledAt, sentAt, sentCount, queryName } = found;
  return {
    status: isScheduled(found) ? 'scheduled' : (STATUS[found.status] ?? 'open'),
    name,
    edits: editsByOthers(found),
    ...(scheduledAt ? { scheduledAt } : {}),
    ...(sentAt ? { sentAt } : {}),
    ...(sentCount === undefined ? {} : { sentCount }),
    ...(queryName ? { query: queryName } : {}),
  };
}

function editsByOthers({ modificationHistory, ownerUserId, approverUserId }: DeploymentDetails) {
  return modificationHistory.flatMap(({ by, at }) => {
    const isOurs = !by || by === ownerUserId || by === approverUserId;
    return isOurs || !at ? [] : [{ by, at }];
  });
}
