import type { DeploymentEventMap, DeploymentEventType } from '../deployment-events.js';
import type { Fact, StoredEvent } from '../envelope.js';
import { faultOf } from './fault-of.js';
import { PUBLIC_NAMES, type PublicName, entryOf, routingKeyOf, typeOf } from './table.js';

/** CloudEvents 1.0, structured JSON; `site`, `streamversion`, and `epoch` are our extensions. */
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
  /** Id of the site, as in `source`. */
  site: string;
  /** Position in the deployment's own order: only upwards, with gaps. */
  streamversion: number;
  /** Changes when the store is restored from a backup, and with it what is counted. */
  epoch: string;
  /** Of the span that recorded it, where tracing is on (CloudEvents' Distributed Tracing extension). */
  traceparent?: string;
  data: Record<string, unknown> & { postId: number };
};

/**
 * A public event, and its routing key. One that does not match its schema
 * names its `fault`: it is parked for a person and not announced.
 */
export type PublicEvent = { routingKey: string; event: CloudEvent; fault?: string };

type Announced = {
  name: PublicName;
  dataOf: (data: never) => Record<string, unknown> | undefined;
};

const ANNOUNCED = new Map<string, Announced>(
  PUBLIC_NAMES.flatMap((name) =>
    Object.entries(entryOf(name).from).map(([type, dataOf]) => [type, { name, dataOf }] as const),
  ),
);

/** The stored types that are announced to others. */
export const PUBLIC_TYPES = [...ANNOUNCED.keys()] as DeploymentEventType[];

/** The stored types that these public ones are made from; by default of all public ones. */
export function storedTypesOf(types?: readonly string[]): DeploymentEventType[] {
  if (!types) return PUBLIC_TYPES;
  return PUBLIC_TYPES.filter((stored) => {
    const announced = ANNOUNCED.get(stored);
    return announced !== undefined && types.includes(typeOf(announced.name));
  });
}

/** A stored event, with the first of its stream, which names the newsletter's owner. */
export type EventWithOrigin = { event: StoredEvent; first: Fact; epoch: string };

/** The announcement of a stored event; undefined if it is private. */
export function toPublicEvent(entry: EventWithOrigin): PublicEvent | undefined {
  const { event, first, epoch } = entry;
  const announced = ANNOUNCED.get(event.type);
  if (!announced || first.type !== 'DeploymentRequested') return undefined;
  const { site, post } = first.data as DeploymentEventMap['DeploymentRequested'];
  const { name, dataOf } = announced;
  const data = dataOf(event.data as never);
  if (!data) return undefined;
  const { traceparent } = event.metadata;
  const publicEvent: CloudEvent = {
    specversion: '1.0',
    id: event.id,
    source: `/sites/${encodeURIComponent(site)}`,
    type: typeOf(name),
    subject: event.stream.id,
    time: event.recordedAt ?? event.at,
    datacontenttype: 'application/json',
    site,
    streamversion: event.version,
    epoch,
    ...(traceparent === undefined ? {} : { traceparent }),
    data: { postId: post.id, ...data },
  };
  const fault = faultOf(name, publicEvent);
  return {
    routingKey: routingKeyOf(name),
    event: publicEvent,
    ...(fault === undefined ? {} : { fault }),
  };
}
