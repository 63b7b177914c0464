export {
  PUBLIC_EVENT_TYPES,
  PUBLIC_NAMES,
  type PublicName,
  entryOf,
  routingKeyOf,
  typeNameOf,
  typeOf,
} from './table.js';
export {
  type CloudEvent,
  type EventWithOrigin,
  PUBLIC_TYPES,
  type PublicEvent,
  storedTypesOf,
  toPublicEvent,
} from './public-event.js';
export { schemaOf } from './event-schema.js';
export { asyncApi } from './asyncapi.js';
