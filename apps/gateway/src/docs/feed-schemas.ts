import {
  INSTANT,
  type Schema,
  TEXT,
  UUID,
  WHOLE,
  YES_OR_NO,
  called,
  listOf,
  object,
  oneOf,
} from './schema.js';

const CLOUD_EVENT = object({
  specversion: oneOf(['1.0']),
  id: UUID,
  source: called(TEXT, '/sites/{site}'),
  site: called(TEXT, 'ID of the site.'),
  type: called(TEXT, 'newsletter.deployment.….v1: docs/schemas has one schema for each.'),
  subject: called(UUID, 'deploymentId'),
  time: INSTANT,
  datacontenttype: oneOf(['application/json']),
  streamversion: called(WHOLE, 'Increases within a subject, with gaps.'),
  epoch: called(UUID, 'The feed’s epoch. When it changes, positions and versions start over.'),
  data: { type: 'object', description: 'After the schema of its type.' },
});

/** Responses for subscribers. */
export const FEED_SCHEMAS = {
  Feed: object({
    events: listOf(CLOUD_EVENT),
    next: called(TEXT, 'Send it as after, even if events is empty.'),
    epoch: called(UUID, 'The feed’s epoch. When it changes, positions start over.'),
    hasMore: called(
      YES_OR_NO,
      'The feed continues now: ask again at once, even if events is empty.',
    ),
  }),
  EventTypes: object({ types: listOf(called(TEXT, 'newsletter.deployment.….v1')) }),
} satisfies Record<string, Schema>;
