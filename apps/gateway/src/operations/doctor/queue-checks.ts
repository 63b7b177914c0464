import { type Membership, type QueueMembers, queueMembers, topologyOf } from '#messaging';
import type { BrokerSettings } from '#process';
import { type Check, fault, ok, warning } from './check.js';

const MAY_NOT = 'give its user the tag "management" (rabbitmqctl set_user_tags).';
const AWAY =
  'start RabbitMQ with its management plugin there, or correct RABBITMQ_MANAGEMENT_URL; it takes the URL of each node, separated by commas.';

/** Leaders and members of our queues, where the management API tells them. */
export async function queueChecks({ prefix, managementUrl, ...access }: BrokerSettings) {
  if (managementUrl === undefined) return [];
  try {
    const topology = topologyOf({ prefix });
    return membershipChecks(await queueMembers({ ...access, managementUrl, topology }));
  } catch (error) {
    const { message } = error as Error;
    const words = `RabbitMQ's management API does not tell about queues: ${message}.`;
    return [warning('queues', words, / responds with 40[13]/.test(message) ? MAY_NOT : AWAY)];
  }
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

/** One for all queues that miss the same members: as a rule a node is away, and not a queue. */
function absenceChecks(queues: readonly QueueMembers[], nodes: string[] = []): Check[] {
  const incomplete = queues.filter((queue) => absent(queue).length > 0);
  const what = (queue: QueueMembers) => absent(queue).join(', ');
  const firsts = incomplete.filter(
    (queue) => queue === incomplete.find((other) => what(other) === what(queue)),
  );
  const checks = firsts.map((first) => {
    const same = incomplete.filter((queue) => what(queue) === what(first));
    const words = `${same.map(shown).join('; ')}.`;
    const cure = cureOf(absent(first), nodes);
    return first.online.length <= first.members.length / 2
      ? fault('queue without majority', words, `${cure} Nothing is lost meanwhile.`)
      : warning('queue member', words, cure);
  });
  return checks.toSorted((a, b) => Number(b.state === 'fault') - Number(a.state === 'fault'));
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
