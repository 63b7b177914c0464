import { PUBLIC_EVENT_TYPES } from '#events';
import { checked } from '../fields/faults.js';
import { Optional, Required, type Rule } from '../fields/field.js';
import { pageLimit } from '../fields/page-limit.js';
import { OBJECT, oneOf, text } from '../fields/rules.js';
import { Problem, refuseFaults } from '../problem/problem.js';

const TYPES: Rule = {
  expects: 'a list of event types',
  cure: `Leave it out for all, or use: ${PUBLIC_EVENT_TYPES.join(', ')}.`,
  accepts: (value) =>
    Array.isArray(value) && value.every((one) => PUBLIC_EVENT_TYPES.includes(one as never)),
  schema: { type: 'array', items: { type: 'string', enum: PUBLIC_EVENT_TYPES } },
};

const SITES: Rule = {
  expects: 'a list of at most 500 IDs of sites',
  cure: 'Leave it out for all sites.',
  accepts: (value) =>
    Array.isArray(value) &&
    value.length <= 500 &&
    value.every((one) => text({ max: 64, isEmptyGood: false }).accepts(one)),
  schema: { type: 'array', items: { type: 'string' } },
};

const POSITION: Rule = {
  expects: 'the "next" of a page of GET /v1/events, or "0" for all events',
  cure: 'Leave it out to start with the next event.',
  accepts: (value) => typeof value === 'string' && /^(0|[1-9]\d{0,17})$/.test(value),
  schema: { type: 'string', pattern: '^(0|[1-9][0-9]{0,17})$' },
};

const HOURS = { fallback: 24, max: 720 };

const OVERLAP: Rule = {
  expects: `a number of hours from 0 to ${HOURS.max}`,
  cure: `Leave it out for ${HOURS.fallback}.`,
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= HOURS.max,
  schema: { type: 'number', minimum: 0, maximum: HOURS.max, default: HOURS.fallback },
};

/** Body of a new subscription. */
export class SubscriptionDto {
  /** URL that events are sent to. */
  @Required(text({ max: 2000, isEmptyGood: false }))
  url!: string;

  /** Omitted or empty: all. */
  @Optional(TYPES)
  types?: string[] | null;

  /** Omitted or empty: all. */
  @Optional(SITES)
  sites?: string[] | null;

  /** Position in the feed where it starts; default: the next event. */
  @Optional(POSITION)
  after?: string | null;
}

/** How long the previous secret also signs. */
export class RotationDto {
  @Optional(OVERLAP)
  overlapHours?: number | null;
}

/** Query parameters of the log of deliveries. */
export class DeliveriesQueryDto {
  @Optional(oneOf(['delivered', 'failed']))
  state?: string;

  /** Continues where an earlier response ended. */
  @Optional({ ...POSITION, expects: 'the "next" of a previous response' })
  before?: string;

  @Optional(pageLimit({ fallback: 50, max: 1_000 }))
  limit?: string;
}

export const SUBSCRIPTION_EXAMPLE = {
  url: 'https://desk.daily.example/newsletter-events',
  types: ['newsletter.deployment.scheduled.v1', 'newsletter.deployment.sent.v1'],
};

/** @throws Problem for a bad body. */
export function readSubscription(body: unknown): SubscriptionDto {
  return read(SubscriptionDto, body);
}

/** The overlap in milliseconds. @throws Problem for a bad body. */
export function readRotation(body: unknown): number {
  const { overlapHours } = read(RotationDto, body);
  return (overlapHours ?? HOURS.fallback) * 60 * 60_000;
}

/** @throws Problem for an invalid query. */
export function readDeliveriesQuery(query: object) {
  const { limit, before, state } = read(DeliveriesQueryDto, query);
  return {
    limit: Number(limit ?? 50),
    ...(before ? { before } : {}),
    ...(state ? { state } : {}),
  };
}

function read<T extends object>(type: new () => T, body: unknown): T {
  const given = body ?? {};
  if (!OBJECT.accepts(given)) {
    throw new Problem('malformed-request', 'The body must be a JSON object.');
  }
  const { instance, faults } = checked(type, { ...given });
  refuseFaults('invalid-request', faults);
  return instance;
}
