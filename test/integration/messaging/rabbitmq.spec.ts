import { describeTransport } from '../../../libs/messaging/src/conformance.testing.js';
import { RabbitRig } from './rabbit-rig.js';
import { wakeUpOf } from './wake-ups.js';

describeTransport('the RabbitMQ', async () => {
  const rig = await RabbitRig.open();
  return {
    start: (handler, options) => rig.start(handler, options),
    send: (wake, delayMs) => {
      const dueAt = new Date(Date.now() + delayMs).toISOString();
      return rig.send(wakeUpOf({ ...wake, dueAt }), delayMs);
    },
    sendMalformed: (wake) => rig.send(wakeUpOf({ ...wake, brand: '' })),
    // Timers use another clock: the wake-up is taken, and its handler finds nothing to do.
    withdraw: () => Promise.resolve(),
    parked: async () => {
      const parked = await rig.parked.list();
      return parked.map(({ body, reason }) => ({ wakeUp: body, reason }));
    },
    close: () => rig.close(),
  };
});
