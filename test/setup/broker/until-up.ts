import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'amqplib';
import { urlsOf, type BrokerPorts } from './broker.js';

/** Erlang on a busy machine: while it is running, it may still come up. */
const START_LIMIT_MS = 600_000;

/** Resolves when broker and management respond. `fault` reports early why they never will. */
export async function untilUp(ports: BrokerPorts, fault: () => string | undefined): Promise<void> {
  const { url, managementUrl } = urlsOf(ports);
  const deadline = Date.now() + START_LIMIT_MS;
  while (!((await answers(url)) && (await isServed(managementUrl)))) {
    const why = fault();
    if (why) throw new Error(`RabbitMQ did not start: ${why}`);
    if (Date.now() > deadline) throw new Error(`RabbitMQ did not start in ${START_LIMIT_MS} ms`);
    await delay(200);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await connect(url, { timeout: 5_000 })).close();
    return true;
  } catch {
    return false;
  }
}

async function isServed(managementUrl: string): Promise<boolean> {
  try {
    return (await fetch(managementUrl)).ok;
  } catch {
    return false;
  }
}
