import { type Membership, type QueueMembers, queueMembers, topologyOf } from '#messaging';
import type { BrokerSettings } from '#process';
import { type Check, fault, ok, warning } from './check.js';

/** Leaders and members of our queues, where the management API tells them. */
export async function queueChecks({ prefix, managementUrl, ...access }: BrokerSettings) {
  if (managementUrl === undefined) return [];
  try {
    const topology = topologyOf({ prefix });
    return membershipChecks(await queueMembers({ ...access, managementUrl, topology }));
  } catch (error) {
    const words = `RabbitMQ's management API does not tell about queues: ${(error as Error).message}.`;
    const cure =
      'correct RABBITMQ_MANAGEMENT_URL, or give its user the tag "management" (rabbitmqctl set_user_tags).';
    return [warning('queues', words, cure)];
  }
}

export function membershipChecks({ queues, nodes, partitioned = {} }: Membership): Check[] {
  const weak = queues.filter(({ members, online }) => online.length <= members.length / 2);
  const degraded = queues.filter(
    (queue) => !weak.includes(queue) && queue.online.length < queue.members.length,
  );
  const found = [
    ...weak.map(weakCheck),
    ...degraded.map(degradedCheck),
    ...idleChecks(queues, nodes),
    ...partitionChecks(partitioned),
  ];
  return [...found, ...(queues.length > 0 ? [ok('queues', queues.map(shown).join('; '))] : [])];
}

function shown({ name, leader, members, online }: QueueMembers): string {
  return `${name}: leader ${leader || 'none'}, ${online.length} of ${members.length} members online`;
}

function weakCheck(queue: QueueMembers): Check {
  const cure = `start the nodes of its members: ${away(queue)}. Nothing is lost meanwhile.`;
  return fault('queue without majority', `${shown(queue)}.`, cure);
}

function degradedCheck(queue: QueueMembers): Check {
  return warning('queue member', `${shown(queue)}.`, `start ${away(queue)}.`);
}

/** A node that joined later holds nothing by itself. */
function idleChecks(queues: QueueMembers[], nodes: string[] = []): Check[] {
  const idle = nodes.filter((node) => !queues.some(({ members }) => members.includes(node)));
  if (queues.length === 0) return [];
  return idle.map((node) =>
    warning(
      'node without queues',
      `${node} holds no member of any queue.`,
      `run "rabbitmq-queues grow ${node} all".`,
    ),
  );
}

/** RabbitMQ does not heal all of them: it keeps apart until the node that was away is started again. */
function partitionChecks(partitioned: Record<string, string[]>): Check[] {
  const most = Math.max(...Object.values(partitioned).map(({ length }) => length));
  const apart = Object.entries(partitioned).filter(([, from]) => from.length === most);
  return apart.map(([node, from]) =>
    fault(
      'network partition',
      `${node} is partitioned from ${from.join(', ')}.`,
      `on that node, run "rabbitmqctl stop_app" and "rabbitmqctl start_app"; see cluster_partition_handling in docs/operating.md.`,
    ),
  );
}

function away({ members, online }: QueueMembers): string {
  return members.filter((member) => !online.includes(member)).join(', ');
}
