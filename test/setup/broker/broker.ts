/** Our own RabbitMQ, with its management. */
export type Broker = {
  /** `amqp://guest:guest@127.0.0.1:…` */
  url: string;
  managementUrl: string;
  /** Ends it as an operator does. */
  stop(): Promise<void>;
  /** Ends it as a power cut does; what it had confirmed is on its disk. */
  kill(): Promise<void>;
  /** Restarts it in place, after `stop` or `kill`. Resolves when it accepts connections. */
  start(): Promise<void>;
  /** `rabbitmqctl` with these arguments; returns its output. */
  control(...args: string[]): Promise<string>;
  /** Ends it and leaves nothing behind. */
  close(): Promise<void>;
};

export type BrokerPorts = { amqp: number; management: number };

export function urlsOf({ amqp, management }: BrokerPorts): Pick<Broker, 'url' | 'managementUrl'> {
  return {
    url: `amqp://guest:guest@127.0.0.1:${amqp}`,
    managementUrl: `http://127.0.0.1:${management}`,
  };
}
