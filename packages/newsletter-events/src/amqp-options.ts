import type { Fault } from './check-options.js';

export type AmqpOptions = {
  url: string;
  /** Prefix of your queues' names, as your rights require: `my-service`. */
  service: string;
  /** The installation's RABBITMQ_PREFIX. */
  prefix?: string;
};

/** An address may contain a password: it is not shown. */
export function amqpFaults({ url, service }: AmqpOptions): Fault[] {
  const isAddress = URL.canParse(url) && /^amqps?:$/.test(new URL(url).protocol);
  return [
    !isAddress && 'url must be the address of RabbitMQ, such as amqp://user:password@host:5672',
    !/^[\w.-]+$/.test(service ?? '') && "service must be your service's name, such as my-service",
  ];
}
