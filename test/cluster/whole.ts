import { setTimeout as delay } from 'node:timers/promises';
import type { LocalBroker } from '../setup/broker/local-broker.js';

type Node = { name: string; running: boolean; partitions?: string[] };
type Lack = { words: string; silent?: LocalBroker };
type Queue = { name: string; members?: string[]; online?: string[] };

const POLL_INTERVAL_MS = 250;
/** Erlang on a busy machine. */
const STANDSTILL_MS = 300_000;
const AUTHORIZATION = `Basic ${Buffer.from('guest:guest').toString('base64')}`;

/** How long RabbitMQ has to end a partition; then an operator does what the doctor says. */
const BY_ITSELF_MS = 15_000;

/** How long a node's management API may be silent; then an operator restarts it. */
const SILENT_MS = 90_000;

/** Nodes that were restarted by hand, since a partition or the node's silence persisted. */
export const restartedByHand: string[] = [];

/**
 * Until every node runs and each queue has all of its members there.
 * @throws Error that says what is missing.
 */
export async function untilWhole(nodes: readonly LocalBroker[]): Promise<void> {
  const began = performance.now();
  let byHand = began + BY_ITSELF_MS;
  let restart = began + SILENT_MS;
  for (;;) {
    const lacks = (await Promise.all(nodes.map((node) => lackOf(node, nodes.length)))).find(
      Boolean,
    );
    if (!lacks) return;
    if (performance.now() > byHand) {
      byHand = Infinity;
      await endPartition(nodes);
    }
    if (lacks.silent && performance.now() > restart) {
      restart = performance.now() + SILENT_MS;
      restartedByHand.push(lacks.silent.node);
      await lacks.silent.kill();
      await lacks.silent.start();
    }
    if (performance.now() > began + STANDSTILL_MS)
      throw new Error(`The cluster does not become complete: ${lacks.words}`);
    await delay(POLL_INTERVAL_MS);
  }
}

async function endPartition(nodes: readonly LocalBroker[]): Promise<void> {
  for (const node of nodes) {
    const all = await ask<Node[]>(node, 'nodes?columns=name,partitions').catch(() => []);
    const own = all.find(({ name }) => name === node.node);
    if ((own?.partitions?.length ?? 0) < nodes.length - 1) continue;
    restartedByHand.push(node.node);
    await node.control('stop_app');
    await node.control('start_app');
  }
}

/** As this node sees it; undefined: everything is there. */
async function lackOf(node: LocalBroker, count: number): Promise<Lack | undefined> {
  try {
    const nodes = await ask<Node[]>(node, 'nodes?columns=name,running,partitions');
    const running = nodes.filter((one) => one.running && !one.partitions?.length);
    if (running.length !== count || nodes.length !== count) {
      return {
        words: `${node.node} sees ${running.length} of ${nodes.length} nodes, wanted ${count}`,
      };
    }
    const queues = await ask<Queue[]>(node, 'queues?columns=name,members,online');
    const lame = queues.find(
      ({ members = [], online = [] }) => members.length === 0 || members.length > online.length,
    );
    return lame && { words: `${node.node} sees ${JSON.stringify(lame)}` };
  } catch (error) {
    return { words: `${node.node}: ${String(error)}`, silent: node };
  }
}

async function ask<T>({ managementUrl }: LocalBroker, path: string): Promise<T> {
  const response = await fetch(`${managementUrl}/api/${path}`, {
    headers: { authorization: AUTHORIZATION },
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}
