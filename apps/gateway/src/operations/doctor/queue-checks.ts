import { type Membership, type QueueMembers, queueMembers, topologyOf } from '#messaging';
import type { BrokerSettings } from '#process';
import { type Check, fault, ok, warning } from './check.js';

const MAY_NOT = 'give its user the tag "management" (rabbitmqctl set_user_tags).';
const CORRECT =
  'correct RABBITMQ_MANAGEMENT_URL; it takes the URL of each node, separated by commas.';
const START = `start RabbitMQ with its management plugin there, or ${CORRECT}`;

/** Leaders and members of our queues, from the management API. */
export async function queueChecks({ prefix, managementUrl, ...access }: BrokerSettings) {
  if (managementUrl === undefined) return [];
  try {
    const topology = topologyOf({ prefix });
    return membershipChecks(await queueMembers({ ...access, managementUrl, topology }));
  } catch (error) {
    const { message } = error as Error;
    const words = `RabbitMQ's management API does not report queues: ${message}.`;
    return [warning('queues', words, cureOfSilence(message))];
  }
}

/** `message` names each URL; one that responds says more than those that don't. */
function cureOfSilence(message: string): string {
  const [, status] = / responds with (\d+)/.exec(message) ?? [];
  if (status === undefined) return START;
  return status === '401' || status === '403' ? MAY_NOT : CORRECT;
}

export function membershipChecks({ queues, nodes, partitioned = {} }: Membership): Check[] {
  const whole = queues.filter((queue) => absent(queue).length === 0);
  return [
    ...absenceChecks(queues, nodes),
    ...idleChecks(queues, nodes),
    ...partitionChecks(partitioned),
    ...(whole.length > 0 ? [ok('queues', whole.map(shown).join('; '))] : []),
  ];
}

function shown({ name, leader, members, online }: QueueMembers): string {
  return `${name}: leader ${leader || 'none'}, ${online.length} of ${members.length} members online`;
}

const absent = ({ members, online }: QueueMembers) =>
  members.filter((member) => !online.includes(member));

/** One for all queues that miss the same members: usually a node is down, not a queue. */
function absenceChecks(queues: readonly QueueMembers[], nodes: string[] = []): Check[] {
  const weak = queues.filter(({ members, online }) => online.length <= members.length / 2);
  const others = queues.filter((queue) => !weak.includes(queue) && absent(queue).length > 0);
  return [
    ...byAbsent(weak).map(([words, away]) =>
      fault('queue without majority', words, `${cureOf(away, nodes)} Nothing is lost meanwhile.`),
    ),
    ...byAbsent(others).map(([words, away]) => warning('queue member', words, cureOf(away, nodes))),
  ];
}

/** For each set of absent members, the queues that miss them, in words. */
function byAbsent(queues: readonly QueueMembers[]): [words: string, away: string[]][] {
  const same = new Map<string, QueueMembers[]>();
  for (const queue of queues) {
    const key = absent(queue).join(' ');
    same.set(key, [...(same.get(key) ?? []), queue]);
  }
  return [...same].map(([away, group]) => [`${group.map(shown).join('; ')}.`, away.split(' ')]);
}

/** A member of a node that has just started needs a moment until it is online. */
function cureOf(members: readonly string[], nodes: readonly string[]): string {
  const running = members.filter((member) => nodes.includes(member));
  const stopped = members.filter((member) => !nodes.includes(member));
  const cures = [
    ...(stopped.length > 0 ? [`start ${stopped.join(', ')}.`] : []),
    ...(running.length > 0
      ? [`wait for ${running.join(', ')}; if it lasts for minutes, restart it.`]
      : []),
  ];
  return cures.join(' Then ');
}

/** A node that joined later gets no members. */
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

/** RabbitMQ does not heal all partitions: some last until the node that was down is restarted. */
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
