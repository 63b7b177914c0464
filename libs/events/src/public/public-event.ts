import type { DeploymentEventMap, DeploymentEventType } from '../deployment-events.js';
import type { Fact, StoredEvent } from '../envelope.js';
import { faultOf } from './fault-of.js';
import { PUBLIC_NAMES, type PublicName, entryOf, routingKeyOf, typeOf } from './table.js';

/** CloudEvents 1.0, structured JSON; `streamversion` and `epoch` are our extensions. */
export type CloudEvent = {
  specversion: '1.0';
  /** The stored event's id: the same however often it is announced. */
  id: string;
  /** `/sites/{id}` */
  source: string;
  type: string;
  /** The deployment's id. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** Place in the deployment's own order: upwards only, with gaps. */
  streamversion: number;
  /** Changes where the store was restored from a backup, and with it what is counted. */
  epoch: string;
  data: Record<string, unknown> & { postId: number };
};

/**
 * A public event, and the routing key under which it is announced. One that is not as its schema has
 * it names its `fault`: it is told to nobody, and set aside for a person.
 */
export type PublicEvent = { routingKey: string; event: CloudEvent; fault?: string };

type Telling = { name: PublicName; dataOf: (data: never) => Record<string, unknown> };

const TELLINGS = new Map<string, Telling>(
  PUBLIC_NAMES.flatMap((name) =>
    Object.entries(entryOf(name).from).map(([type, dataOf]) => [type, { name, dataOf }] as const),
  ),
);

/** The stored types that are told to others. */
export const PUBLIC_TYPES = [...TELLINGS.keys()] as DeploymentEventType[];

/** A stored event, with the first of its stream, which says whose newsletter it is. */
export type EventWithOrigin = { event: StoredEvent; first: Fact; epoch: string };

/** What others are told of a stored event; undefined where it is private. */
export function toPublicEvent(entry: EventWithOrigin): PublicEvent | undefined {
  const { event, first, epoch } = entry;
  const telling = TELLINGS.get(event.type);
  if (!telling || first.type !== 'DeploymentRequested') return undefined;
  const { site, post } = first.data as DeploymentEventMap['DeploymentRequested'];
  const { name, dataOf } = telling;
  const told: CloudEvent = {
    specversion: '1.0',
    id: event.id,
    source: `/sites/${encodeURIComponent(site)}`,
    type: typeOf(name),
    subject: event.stream.id,
    time: event.recordedAt ?? event.at,
    datacontenttype: 'application/json',
    streamversion: event.version,
    epoch,
    data: { postId: post.id, ...dataOf(event.data as never) },
  };
  const fault = faultOf(name, told);
  return { routingKey: routingKeyOf(name), event: told, ...(fault === undefined ? {} : { fault }) };
}
