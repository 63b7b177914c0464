import { connect } from 'amqplib';
import type { Incident } from '../incident.js';

/** Another service publishes what is not a wake-up. */
export const messageParked: Incident = {
  name: 'message-parked',
  alert: 'MessagesParked',
  async inject(stage) {
    const connection = await connect(stage.brokerUrl);
    const channel = await connection.createConfirmChannel();
    const properties = { messageId: 'pizza', persistent: true };
    channel.publish('newsletter.commands', 'step.due', Buffer.from('not JSON'), properties);
    await channel.waitForConfirms();
    await connection.close();
  },
  doctor: { check: /^parked$/, words: /1 messages are parked/, cure: /newsletter parked list/ },
  console: { path: '/console/operations', text: /1 messages are parked/ },
  log: /A wake-up is parked/,
  async heal(stage) {
    const { parked } = await stage.site.ask<{ parked: { id: string }[] }>('/v1/parked');
    for (const { id } of parked) await stage.site.ask(`/v1/parked/${id}/discard`, 'POST');
  },
};
