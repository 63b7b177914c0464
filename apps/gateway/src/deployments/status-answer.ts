import type { StatusDocument } from '#deployment';
import type { BrandHold, DeploymentStatusEntity } from '#event-store';

/** What callers see of a deployment: its status, how many events led to it, and its brand's hold. */
export function statusAnswer(row: DeploymentStatusEntity, holds: ReadonlyMap<string, BrandHold>) {
  const { deploymentId, version, createdAt, updatedAt, brand, body } = row;
  return {
    deploymentId,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(body as StatusDocument),
    brandHold: holds.get(brand) ?? null,
  };
}

export type StatusAnswer = ReturnType<typeof statusAnswer>;
