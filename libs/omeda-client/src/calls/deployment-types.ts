import { count, flag, records, text } from '../reading.js';
import { isReceipt } from '../errors/reply-body.js';
import { unreadable } from '../errors/unreadable.js';
import { withoutUndefined } from '../without-undefined.js';
import type { CallOptions, Connection } from '../wire.js';

export type DeploymentType = {
  id: number;
  name: string;
  description?: string;
  longDescription?: string;
  alternateId?: string;
  /** A create with an inactive type is refused. */
  active: boolean;
};

/**
 * The brand's deployment types (GET deploymenttypes). Omeda asks callers to cache them.
 * @throws {OmedaError}
 */
export async function deploymentTypes(
  { send }: Connection,
  _none?: undefined,
  options?: CallOptions,
): Promise<DeploymentType[]> {
  const request = { call: 'deploymentTypes', method: 'GET', path: ['deploymenttypes'] } as const;
  const reply = await send(request, options);
  if (!('DeploymentTypes' in reply || isReceipt(reply))) {
    throw unreadable('deploymentTypes', 'no DeploymentTypes');
  }
  return records(reply, 'DeploymentTypes').flatMap((entry) => {
    const id = count(entry, 'Id');
    if (id === undefined) return [];
    return withoutUndefined({
      id,
      name: text(entry, 'Name', 'Description') ?? String(id),
      description: text(entry, 'Description'),
      longDescription: text(entry, 'LongDescription'),
      alternateId: text(entry, 'AlternateId'),
      active: flag(entry, 'StatusCode') ?? false,
    });
  });
}
