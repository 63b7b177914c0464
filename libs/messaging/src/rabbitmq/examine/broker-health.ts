import type { RabbitConnection } from '../connection/connection.js';

export type BrokerHealth = {
  /** `ok`, or why messages for RabbitMQ wait. */
  broker: string;
  /** Each address of RABBITMQ_URL, without its password. */
  brokerAddresses: { address: string; state: string }[];
};

/** The state of this process and its broker, for health checks. */
export function brokerHealth({ fault, blocked, lacking, states }: RabbitConnection): BrokerHealth {
  const isBlocked = blocked === undefined ? undefined : `blocked: ${blocked}`;
  return { broker: fault ?? isBlocked ?? lacking ?? 'ok', brokerAddresses: states };
}

/** Why nothing can be published now, without secrets; undefined when it can. */
export function brokerTrouble({ fault, blocked }: RabbitConnection): string | undefined {
  if (fault !== undefined) return `RabbitMQ is unavailable: ${fault}`;
  return blocked === undefined ? undefined : `RabbitMQ blocks publishers: ${blocked}`;
}
