import { connect } from 'amqplib';
import type { Topology } from '#messaging';

/**
 * Removes everything of a spec from a shared broker. It uses its own connection, after the apps are
 * closed: theirs would declare it again at once, and a broker that makes and deletes one
 * queue at a time ends the connections that request it.
 */
export async function dropTopology(
  url: string,
  { queues, exchanges }: Pick<Topology, 'queues' | 'exchanges'>,
): Promise<void> {
  const model = await connect(url);
  const channel = await model.createChannel();
  for (const { name } of queues) await channel.deleteQueue(name);
  for (const { name } of exchanges) await channel.deleteExchange(name);
  await model.close();
}
