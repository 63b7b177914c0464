import type { StatusDocument } from '#deployment';
import type { BrandHold, DeploymentStatus } from '#event-store';

/** The response for a deployment: its status, how many events led to it, and its brand's hold. */
export function statusAnswer(row: DeploymentStatus, holds: ReadonlyMap<string, BrandHold>) {
  const { deploymentId, version, createdAt, updatedAt, brand, body } = row;
  return {
    deploymentId,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...withNextPoll(body as StatusDocument, row.nextPollAt),
    brandHold: holds.get(brand) ?? null,
  };
}

/** A polling step has one due time for all its polls: people see the next poll. */
function withNextPoll(status: StatusDocument, nextPollAt: Date | undefined): StatusDocument {
  const { due } = status;
  return due && nextPollAt ? { ...status, due: { ...due, at: nextPollAt.toISOString() } } : status;
}

export type StatusAnswer = ReturnType<typeof statusAnswer>;
