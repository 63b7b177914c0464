import {
  Publisher,
  RabbitConnection,
  RabbitStrategy,
  STEP_DUE,
  type Tick,
  TickPublisher,
  done,
} from '../../libs/messaging/src/index.js';

/** A way to be woken later. `due` are instants of `performance.now()`. */
export type Way = {
  name: string;
  send(due: readonly number[]): Promise<void>;
  /** Called with the due instant of each that arrives. */
  onArrival(arrived: (due: number) => void): void;
  close(): Promise<void>;
};

const PREFETCH = 10;

/** Our delayed exchange, and the strategy that the deployer runs on. */
export async function openDelayExchange(connection: RabbitConnection): Promise<Way> {
  let arrived = (_due: number) => {};
  const publisher = new Publisher(connection);
  const ticks = new TickPublisher(publisher, connection.topology);
  const nobody = { later: () => Promise.resolve(), park: () => Promise.resolve() };
  const strategy = new RabbitStrategy({ connection, book: nobody, prefetch: PREFETCH });
  const handler = async (tick: Tick) => {
    arrived(Number(tick.key));
    return done();
  };
  strategy.addHandler(STEP_DUE, handler, true);
  strategy.listen(() => undefined);
  let sent = 0;
  return {
    name: 'delay exchange',
    send: (due) =>
      ticks.send(
        due.map((at) => ({ tick: tickOf((sent += 1), at), dueInMs: at - performance.now() })),
      ),
    onArrival: (listener) => (arrived = listener),
    close: async () => {
      await strategy.close();
      await publisher.close();
    },
  };
}

/** One queue with a time-to-live and a dead-letter exchange, and nothing that keeps a promise. */
export async function openBareQueue(
  connection: RabbitConnection,
  { delayMs, name }: { delayMs: number; name: string },
): Promise<Way> {
  let arrived = (_due: number) => {};
  const channel = await connection.openChannel();
  await channel.assertExchange(name, 'fanout', { durable: false, autoDelete: true });
  const quorum = { 'x-queue-type': 'quorum' };
  await channel.assertQueue(`${name}.due`, { durable: true, arguments: quorum });
  await channel.bindQueue(`${name}.due`, name, '');
  await channel.assertQueue(`${name}.wait`, {
    durable: true,
    arguments: { ...quorum, 'x-message-ttl': delayMs, 'x-dead-letter-exchange': name },
  });
  await channel.consume(
    `${name}.due`,
    (message) => {
      if (message) arrived(Number(message.content.toString()));
    },
    { noAck: true },
  );
  return {
    name: 'bare TTL queue',
    send: async (due) => {
      for (const at of due) channel.sendToQueue(`${name}.wait`, Buffer.from(String(at)));
      await channel.waitForConfirms();
    },
    onArrival: (listener) => (arrived = listener),
    close: async () => {
      for (const queue of ['due', 'wait']) await channel.deleteQueue(`${name}.${queue}`);
      await channel.close();
    },
  };
}

function tickOf(no: number, due: number): Tick {
  const now = new Date().toISOString();
  return {
    deploymentId: `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`,
    key: String(due),
    dueId: 1,
    n: no,
    sentAt: now,
    dueAt: now,
    site: 'bench',
    postId: no,
    brand: 'MAG',
    step: 'content',
    attempt: 1,
    probe: false,
  };
}
