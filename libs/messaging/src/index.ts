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
export { type RabbitOptions, RabbitConnection } from './rabbitmq/connection.js';
export { DELAYS_MS, chooseHop, delayName, scaledDelays } from './rabbitmq/delays.js';
export { TopologyConflict, declareTopology } from './rabbitmq/declare-topology.js';
export { type Definitions, definitionsOf } from './rabbitmq/definitions.js';
export {
  type Examined,
  type ExaminedAddress,
  type ExaminedBroker,
  examineBroker,
  examineConnection,
} from './rabbitmq/examine-broker.js';
export { brokerHealth, brokerTrouble } from './rabbitmq/broker-health.js';
export {
  type Membership,
  type QueueMembers,
  managementUrls,
  queueMembers,
} from './rabbitmq/queue-members.js';
export { reachBroker } from './rabbitmq/open-broker.js';
export { addressesOf } from './rabbitmq/addresses.js';
export { type RabbitAccess, connectionCure, grant, rabbitAccess } from './rabbitmq/broker-cure.js';
export {
  TLS_VARIABLES,
  type TlsFiles,
  type TlsKind,
  clientCertificateExpiry,
  readTlsFile,
} from './rabbitmq/tls-files.js';
export type { MissingRight } from './rabbitmq/examine-rights.js';
export { type Announcement, EventPublisher } from './rabbitmq/event.publisher.js';
export type { RejectionLimits } from './rabbitmq/rejections.js';
export { APP_ID, NotConfirmed, type Outgoing } from './rabbitmq/outgoing.js';
export { Publisher } from './rabbitmq/publisher.js';
export { RabbitStrategy, type RabbitStrategyOptions } from './rabbitmq/rabbit.strategy.js';
export { RABBIT_DEFAULTS, type RabbitSettings } from './rabbitmq/settings.js';
export type { WakeUpRecorder } from './rabbitmq/wake-up-recorder.js';
export { type DueWakeUp, WakeUpPublisher } from './rabbitmq/wake-up.publisher.js';
export { type Topology, topologyOf } from './rabbitmq/topology.js';
export { type ParkedMessage } from './rabbitmq/parked-message.js';
export { ParkedHidden, ParkedMessages } from './rabbitmq/parked.js';
export { ParkedRecorder } from './rabbitmq/parked-recorder.js';
