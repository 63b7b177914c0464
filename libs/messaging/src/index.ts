export * from './wake-up.js';
export { Signal } from './signal.js';
export { faultOfWakeUp } from './check-wake-up.js';
export { WakeUpContext } from './wake-up-context.js';
export { OriginalErrorFilter } from './original-error.filter.js';
export {
  DELIVERY_LIMIT,
  type Parked,
  WakeUpStrategy,
  type WakeUpStrategyEvents,
} from './strategy.js';
export type { DeliveredWakeUp, WakeUpSource } from './embedded/wake-up-source.js';
export { type EmbeddedOptions, EmbeddedStrategy } from './embedded/embedded.strategy.js';
export { EMBEDDED_DEFAULTS, type EmbeddedSettings } from './embedded/settings.js';
export { type RabbitOptions, RabbitConnection } from './rabbitmq/connection/connection.js';
export { DELAYS_MS, chooseHop, delayName, scaledDelays } from './rabbitmq/topology/delays.js';
export { TopologyConflict, declareTopology } from './rabbitmq/topology/declare-topology.js';
export { type Definitions, definitionsOf } from './rabbitmq/topology/definitions.js';
export {
  type Examined,
  type ExaminedAddress,
  type ExaminedBroker,
  examineBroker,
  examineConnection,
} from './rabbitmq/examine/examine-broker.js';
export { brokerHealth, brokerTrouble } from './rabbitmq/examine/broker-health.js';
export {
  type Membership,
  type QueueMembers,
  managementUrls,
  queueMembers,
} from './rabbitmq/examine/queue-members.js';
export { reachBroker } from './rabbitmq/connection/open-broker.js';
export { addressesOf } from './rabbitmq/connection/addresses.js';
export {
  type RabbitAccess,
  connectionCure,
  grant,
  rabbitAccess,
} from './rabbitmq/errors/broker-cure.js';
export {
  TLS_VARIABLES,
  type TlsFiles,
  type TlsKind,
  clientCertificateExpiry,
  readTlsFile,
} from './rabbitmq/connection/tls-files.js';
export type { MissingRight } from './rabbitmq/examine/examine-rights.js';
export { type Announcement, EventPublisher } from './rabbitmq/publishing/event.publisher.js';
export type { RejectionLimits } from './rabbitmq/publishing/rejections.js';
export { APP_ID, NotConfirmed, type Outgoing } from './rabbitmq/messages/outgoing.js';
export { Publisher } from './rabbitmq/publishing/publisher.js';
export {
  RabbitStrategy,
  type RabbitStrategyOptions,
} from './rabbitmq/consuming/rabbit.strategy.js';
export { RABBIT_DEFAULTS, type RabbitSettings } from './rabbitmq/settings.js';
export type { WakeUpRecorder } from './rabbitmq/consuming/wake-up-recorder.js';
export { type DueWakeUp, WakeUpPublisher } from './rabbitmq/publishing/wake-up.publisher.js';
export { type Topology, topologyOf } from './rabbitmq/topology/topology.js';
export { type ParkedMessage } from './rabbitmq/messages/parked-message.js';
export { ParkedHidden, ParkedMessages } from './rabbitmq/parked/parked.js';
export { ParkedRecorder } from './rabbitmq/parked/parked-recorder.js';
