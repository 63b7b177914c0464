import type { Channel } from 'amqplib';
import type { Outgoing } from '#messaging';
import type { RabbitRig } from './rabbit-rig.js';

/** An event to be announced. */
export function outgoingOf(rig: RabbitRig, fields: Partial<Outgoing> = {}): Outgoing {
  return {
    exchange: rig.topology.names.events,
    routingKey: 'deployment.created',
    content: Buffer.from('{}'),
    contentType: 'application/json',
    messageId: 'm-1',
    type: 'spec',
    ...fields,
  };
}

/** A queue of somebody else's, bound to the events. */
export async function subscriberOf(
  rig: RabbitRig,
  channel: Channel,
  args: Record<string, unknown> = {},
): Promise<string> {
  const { queue } = await channel.assertQueue('', { exclusive: true, arguments: args });
  await channel.bindQueue(queue, rig.topology.names.events, '#');
  return queue;
}
