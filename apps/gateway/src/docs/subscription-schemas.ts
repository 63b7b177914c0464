import {
  INSTANT,
  TEXT,
  UUID,
  WHOLE,
  YES_OR_NO,
  called,
  listOf,
  object,
  oneOf,
  orNull,
} from './schema.js';

const SUBSCRIPTION = {
  id: UUID,
  url: TEXT,
  types: called(listOf(TEXT), 'Empty: all.'),
  sites: called(listOf(TEXT), 'Empty: all.'),
  state: oneOf(['delivering', 'failing', 'disabled'], 'Failing: events are retried.'),
  disabledAt: orNull(INSTANT),
  disabledReason: orNull(TEXT),
  position: called(TEXT, 'Everything up to this position of the feed is delivered.'),
  formerSecretUntil: orNull(INSTANT, 'When the former secret stops signing.'),
  createdAt: INSTANT,
  createdBy: TEXT,
};

const DELIVERY = object({
  eventId: called(UUID, 'The webhook-id.'),
  deploymentId: UUID,
  type: TEXT,
  state: oneOf(['delivered', 'failed']),
  attempts: WHOLE,
  status: orNull(WHOLE, 'Of the last response; null if there was none.'),
  words: called(TEXT, 'Result of the last attempt.'),
  firstAt: INSTANT,
  lastAt: INSTANT,
  nextAt: orNull(INSTANT, 'When it is retried.'),
});

/** Responses of the routes of webhook subscriptions. */
export const SUBSCRIPTION_SCHEMAS = {
  Subscription: object(SUBSCRIPTION),
  SubscriptionWithSecret: object({
    ...SUBSCRIPTION,
    secret: called(TEXT, 'whsec_ and the key in base64. Not shown again.'),
  }),
  SubscriptionList: object({ subscriptions: listOf(object(SUBSCRIPTION)) }),
  Deliveries: object({
    deliveries: listOf(DELIVERY),
    next: orNull(TEXT, 'Send it as before; null on the last page.'),
  }),
  Redelivery: object({ eventId: UUID, isDue: YES_OR_NO }),
};
