/** Who caused an event. WordPress users and people at the API have an id; the service does not. */
export type Actor = {
  kind: 'wordpress' | 'person' | 'service';
  id?: string;
  name?: string;
  /** The person's data was erased; the name says only that. */
  erased?: true;
};

/** An event's context, which is not part of the fact. Holds no secret and no content. */
export type Metadata = {
  /** Id of the message or request that led to the event, for example the `webhook-id`. */
  causationId?: string;
  /** Common to all events that one request led to. */
  correlationId?: string;
  actor: Actor;
  /** W3C trace id, 32 hex digits. */
  traceId?: string;
  /** Of the span that recorded it (W3C Trace Context), where tracing is on. */
  traceparent?: string;
};

/** A fact before it is stored: past tense, plain data, ISO instants. */
export type Fact<T extends string = string, D = unknown> = { type: T; data: D };

/** A fact with the database's time by which it was decided (ISO 8601, UTC). */
export type Recorded<F extends Fact = Fact> = F & { at: string };

/** A fact as the event store holds it. */
export type StoredEvent<F extends Fact = Fact> = Recorded<F> & {
  /** UUID, unique over all streams. */
  id: string;
  stream: StreamId;
  /** Position within its stream, from 1. */
  version: number;
  metadata: Metadata;
  /** If it differs from `at`: never before what precedes it in the feed. */
  recordedAt?: string;
};

/** A stream is one deployment or one brand; its name is `deployment/<uuid>` or `brand/<abbreviation>`. */
export type StreamId = { category: 'deployment' | 'brand'; id: string };

/** The stream's name as stored and logged. */
export function streamName(stream: StreamId): string {
  return `${stream.category}/${stream.id}`;
}

/** The facts of a map from type name to data, as a union. */
export type FactsOf<M extends object> = {
  [T in keyof M & string]: Fact<T, M[T]>;
}[keyof M & string];
