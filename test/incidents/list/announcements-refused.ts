import { connect } from 'amqplib';
import type { Incident } from '../incident.js';

const QUEUE = 'full.newsletters';
const FULL = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
const OVER_MS = 11 * 60_000;

/** The full queue of an absent subscriber refuses events. */
export const announcementsRefused: Incident = {
  name: 'announcements-refused',
  alert: 'AnnouncementsRefused',
  async inject(stage) {
    const connection = await connect(stage.brokerUrl);
    const channel = await connection.createChannel();
    await channel.assertQueue(QUEUE, { arguments: FULL });
    await channel.bindQueue(QUEUE, 'newsletter.events', '#');
    await connection.close();
    await stage.site.schedule();
  },
  doctor: { check: /^announcements$/, words: /queue refused \d+/, cure: /reject-publish/ },
  console: { path: '/console/operations', text: /A subscriber's queue refused/ },
  log: /A subscriber's queue refused/,
  async heal(stage) {
    const connection = await connect(stage.brokerUrl);
    const channel = await connection.createChannel();
    await channel.deleteQueue(QUEUE);
    await connection.close();
    await stage.site.until('scheduled');
    await stage.pass(OVER_MS);
  },
};
