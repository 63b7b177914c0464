import { describeTransport, type Wake } from '../conformance.testing.js';
import { startEmbeddedApp } from './embedded-app.testing.js';
import { MemoryStore, type NewWakeUp } from './memory-source.testing.js';

const wakeUpOf = (wake: Wake): NewWakeUp => ({
  ...wake,
  dueId: 1,
  site: 'magazine',
  postId: 7,
  brand: 'MAG',
  step: 'content',
  attempt: 1,
  probe: false,
});

describeTransport('the embedded (in memory)', async () => {
  const store = new MemoryStore();
  return {
    start: (handler, options) =>
      startEmbeddedApp((visibilityMs) => store.source(visibilityMs), handler, options),
    send: async (wake, delayMs) => store.send(wakeUpOf(wake), delayMs),
    sendMalformed: async (wake) => store.send({ ...wakeUpOf(wake), brand: '' }, 0),
    withdraw: async ({ deploymentId }) => store.withdraw(deploymentId),
    parked: async () => store.parked,
    close: async () => undefined,
  };
});
