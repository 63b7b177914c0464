import type { Channel } from 'amqplib';
import { afterEach, beforeEach } from 'vitest';
import type { Outgoing } from '#messaging';
import { RabbitRig } from './rabbit-rig.js';

/** A rig for each spec of the calling file, with a channel, events to announce, and their subscribers. */
export function useEvents() {
  let rig: RabbitRig;
  let channel: Channel;

  beforeEach(async () => {
    rig = await RabbitRig.open();
    channel = await rig.connection.openChannel();
  });
  afterEach(() => rig.close());

  return {
    get rig() {
      return rig;
    },
    get channel() {
      return channel;
    },
    outgoing: (fields: Partial<Outgoing> = {}): Outgoing => ({
      exchange: rig.topology.names.events,
      routingKey: 'deployment.created',
      content: Buffer.from('{}'),
      contentType: 'application/json',
      messageId: 'm-1',
      type: 'spec',
      ...fields,
    }),
    /** Another service's queue, bound to the events. */
    subscriber: async (args: Record<string, unknown> = {}): Promise<string> => {
      const { queue } = await channel.assertQueue('', { exclusive: true, arguments: args });
      await channel.bindQueue(queue, rig.topology.names.events, '#');
      return queue;
    },
  };
}
