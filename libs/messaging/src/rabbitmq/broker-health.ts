import type { RabbitConnection } from './connection.js';

export type BrokerHealth = {
  /** `ok`, or why what waits for RabbitMQ waits. */
  broker: string;
  /** Each address of RABBITMQ_URL, without its password. */
  brokerAddresses: { address: string; state: string }[];
};

/** How this process and its broker are, for whoever asks for its health. */
export function brokerHealth({ fault, blocked, lacking, states }: RabbitConnection): BrokerHealth {
  const isBlocked = blocked === undefined ? undefined : `blocked: ${blocked}`;
  return { broker: fault ?? isBlocked ?? lacking ?? 'ok', brokerAddresses: states };
}

/** Why nothing can be published now, without secrets; undefined when it can. */
export function brokerTrouble({ fault, blocked }: RabbitConnection): string | undefined {
  if (fault !== undefined) return `RabbitMQ is unavailable: ${fault}`;
  return blocked === undefined ? undefined : `RabbitMQ blocks publishers: ${blocked}`;
}
