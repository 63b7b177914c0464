import { COUNT, INSTANT, TEXT, objectOf, described } from './schema.js';
import { type PublicName, entryOf, typeOf } from './table.js';

const SCHEMA_DIALECT = 'http://json-schema.org/draft-07/schema#';

/** All but `traceparent` and `site`, which announcements before 0.2.0 do not have. */
const REQUIRED = [
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'streamversion',
  'epoch',
  'data',
] as const;

/**
 * JSON Schema of a public event as it is announced. Unknown fields are allowed: more may be added
 * without a new version.
 */
export function schemaOf(name: PublicName) {
  const { says, data } = entryOf(name);
  return {
    $schema: SCHEMA_DIALECT,
    title: typeOf(name),
    description: `${says}.`,
    ...objectOf({
      specversion: { const: '1.0' },
      id: described('Stays the same when the event is announced again', {
        type: 'string',
        format: 'uuid',
      }),
      source: described('The site: /sites/{id}', { type: 'string', format: 'uri-reference' }),
      type: { const: typeOf(name) },
      subject: described("The deployment's id", { type: 'string', format: 'uuid' }),
      time: INSTANT,
      datacontenttype: { const: 'application/json' },
      site: described('ID of the site, as in source', TEXT),
      streamversion: described(
        'Drop the event if this is not above the last one of the same subject',
        {
          type: 'integer',
          minimum: 1,
        },
      ),
      epoch: described(
        'Epoch of the feed. A new one means that the store was restored and its numbers start over',
        { type: 'string', format: 'uuid' },
      ),
      traceparent: described(
        'Span that recorded it (W3C Trace Context), where tracing is on',
        TEXT,
      ),
      data: objectOf({ postId: described('ID of the post in WordPress', COUNT), ...data }),
    }),
    required: REQUIRED,
  };
}
