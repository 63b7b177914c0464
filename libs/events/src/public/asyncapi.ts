import { schemaOf } from './event-schema.js';
import type { JsonSchema } from './schema.js';
import {
  PUBLIC_NAMES,
  type PublicName,
  entryOf,
  routingKeyOf,
  typeNameOf,
  typeOf,
} from './table.js';

/** RabbitMQ's names that others bind to; the first part is a setting. */
const EXCHANGE = 'newsletter.events';

const INFO = {
  title: 'Newsletter events',
  version: '1.0.0',
  description:
    'The progress of newsletters, as CloudEvents 1.0 in structured JSON. Delivery is at least once ' +
    'and in order per subject. Drop an event whose streamversion is not above the last one of its ' +
    'subject.',
};

/** By which queues are bound at `newsletter.events.by-site`. */
const HEADERS = {
  type: 'object',
  properties: {
    'nl-site': { type: 'string', description: 'ID of the site' },
    'nl-event': { type: 'string', description: 'The routing key' },
  },
};

/** The AsyncAPI 3 document of all public events. */
export function asyncApi() {
  return {
    asyncapi: '3.0.0',
    info: INFO,
    defaultContentType: 'application/cloudevents+json',
    servers: {
      broker: {
        host: 'localhost:5672',
        protocol: 'amqp',
        description: 'RabbitMQ 3.10 or later; ask the operator for address and user.',
      },
    },
    channels: Object.fromEntries(PUBLIC_NAMES.map((name) => [name, channelOf(name)])),
    operations: Object.fromEntries(PUBLIC_NAMES.map((name) => [`on-${name}`, operationOf(name)])),
    components: {
      messages: Object.fromEntries(PUBLIC_NAMES.map((name) => [name, messageOf(name)])),
    },
  };
}

function channelOf(name: PublicName) {
  return {
    address: routingKeyOf(name),
    title: entryOf(name).says,
    messages: { [name]: { $ref: `#/components/messages/${name}` } },
    bindings: {
      amqp: {
        is: 'routingKey',
        exchange: { name: EXCHANGE, type: 'topic', durable: true, autoDelete: false },
      },
    },
  };
}

function operationOf(name: PublicName) {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    messages: [{ $ref: `#/channels/${name}/messages/${name}` }],
  };
}

function messageOf(name: PublicName) {
  return {
    name: typeOf(name),
    title: entryOf(name).says,
    contentType: 'application/cloudevents+json',
    headers: HEADERS,
    payload: payloadOf(name),
  };
}

/** Each object and choice has a title: AsyncAPI's generator derives type names from them. */
function payloadOf(name: PublicName) {
  const title = typeNameOf(name);
  const { properties, ...schema } = schemaOf(name);
  const fields: Record<string, JsonSchema> = properties.data.properties;
  const titled = Object.entries(fields).map(([field, one]) => {
    const named = { title: title + field.charAt(0).toUpperCase() + field.slice(1) };
    const { items } = one;
    if (one.enum) return [field, { ...named, ...one }];
    return [field, items?.properties ? { ...one, items: { ...named, ...items } } : one];
  });
  const data = {
    title: `${title}Data`,
    ...properties.data,
    properties: Object.fromEntries(titled) as object,
  };
  return { ...schema, title, properties: { ...properties, data } };
}
