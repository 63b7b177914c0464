import type { RabbitConnection } from '#messaging';

/** Leaves nothing of a spec on a broker that others use, too. */
export async function dropTopology(connection: RabbitConnection): Promise<void> {
  const { queues, exchanges } = connection.topology;
  const channel = await connection.openChannel();
  for (const { name } of queues) await channel.deleteQueue(name);
  for (const { name } of exchanges) await channel.deleteExchange(name);
  await channel.close();
}
