import { Agent, fetch } from 'undici';
import { addressesOf } from '../connection/addresses.js';
import { rabbitAccess } from '../errors/broker-cure.js';
import { readTlsFiles, type TlsFiles } from '../connection/tls-files.js';
import type { Topology } from '../topology/topology.js';
import { whyOf } from '../errors/why.js';

/** A quorum queue is available as long as more than half of its members are online. */
export type QueueMembers = { name: string; leader: string; members: string[]; online: string[] };

export type Membership = {
  /** Running nodes; undefined if this user may not query them. */
  nodes?: string[];
  /** Running nodes in a network partition, with the nodes they have refused since then. */
  partitioned?: Record<string, string[]>;
  queues: QueueMembers[];
};

/** `managementUrl`: of one node or of several, separated by commas. */
type Access = { managementUrl: string; url: string; tls?: TlsFiles; topology: Topology };
type Answer = Partial<Record<'name' | 'leader', string> & Record<'members' | 'online', string[]>>;
type Node = { name: string; running: boolean; partitions?: string[] };

const LIMIT_MS = 5_000;

/** Each node's management API knows the whole cluster: the next one is queried if one does not respond. */
export const managementUrls = (given: string): string[] =>
  given.split(',').map((one) => one.trim());

/**
 * Where our queues live, according to the management API; AMQP does not expose it.
 * @throws Error in words, without the password.
 */
export async function queueMembers({ managementUrl, ...access }: Access): Promise<Membership> {
  const failures: string[] = [];
  for (const one of managementUrls(managementUrl)) {
    try {
      return await membersAt({ ...access, managementUrl: one });
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  throw new Error(failures.join('; '));
}

async function membersAt({ topology, ...access }: Access): Promise<Membership> {
  const [first] = addressesOf(access.url);
  const { vhost } = rabbitAccess(first!.url, topology.names.prefix);
  const path = `/api/queues/${encodeURIComponent(vhost)}?columns=name,leader,members,online`;
  const all = await ask<Answer[]>(access, path);
  const ours = new Set(topology.queues.map(({ name }) => name));
  const queues = all.flatMap(({ name = '', leader = '', members = [], online = [] }) =>
    ours.has(name) && members.length > 0 ? [{ name, leader, members, online }] : [],
  );
  const nodes = await ask<Node[]>(access, '/api/nodes?columns=name,running,partitions').catch(
    () => undefined,
  );
  if (!nodes) return { queues };
  const parted = nodes.filter(({ partitions = [] }) => partitions.length > 0);
  return {
    queues,
    nodes: nodes.filter((node) => node.running).map(({ name }) => name),
    partitioned: Object.fromEntries(parted.map(({ name, partitions = [] }) => [name, partitions])),
  };
}

async function ask<T>({ managementUrl, url, tls = {} }: Omit<Access, 'topology'>, path: string) {
  const at = new URL(managementUrl);
  const user = at.username ? at : new URL(addressesOf(url)[0]!.url);
  const [name, password] = [user.username || 'guest', user.password || 'guest'];
  const credentials = [name, password].map(decodeURIComponent).join(':');
  const dispatcher = new Agent({ connect: readTlsFiles(tls) });
  try {
    const response = await fetch(new URL(path, at.origin), {
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      signal: AbortSignal.timeout(LIMIT_MS),
      dispatcher,
    });
    if (!response.ok) throw new Error(`it responds with ${response.status}`);
    return (await response.json()) as T;
  } catch (error) {
    throw new Error(`${at.origin}: ${whyOf((error as Error).cause ?? error)}`, { cause: error });
  } finally {
    await dispatcher.close();
  }
}
