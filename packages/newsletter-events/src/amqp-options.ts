import type { Fault } from './check-options.js';

export type AmqpOptions = {
  url: string;
  /** Begins the names of your queues, as your rights have it: `my-service`. */
  service: string;
  /** The installation's RABBITMQ_PREFIX. */
  prefix?: string;
};

/** An address may hold a password: it is not shown. */
export function amqpFaults({ url, service }: AmqpOptions): Fault[] {
  const isAddress = URL.canParse(url) && /^amqps?:$/.test(new URL(url).protocol);
  return [
    !isAddress && 'url must be the address of RabbitMQ, such as amqp://user:password@host:5672',
    !/^[\w.-]+$/.test(service ?? '') && "service must be your service's name, such as my-service",
  ];
}
