import {
  Publisher,
  RabbitConnection,
  RabbitStrategy,
  STEP_DUE,
  type WakeUp,
  WakeUpPublisher,
  done,
  topologyOf,
} from '../../libs/messaging/src/index.js';
import { servePart } from '../stage/serve-part.js';
import { measuring } from './lateness.js';

/** The service's delayed exchange, and the strategy that the deployer runs on. */
const topology = topologyOf({ prefix: process.env['BENCH_PREFIX'] ?? '' });
const url = process.env['BENCH_RABBITMQ_URL'] ?? '';
const connection = await RabbitConnection.open({ url, topology, name: 'bench' });
const wakeUps = new WakeUpPublisher(new Publisher(connection), connection);
const nobody = {
  later: () => Promise.resolve(true),
  park: () => Promise.resolve(),
  isAway: () => false,
};
const strategy = new RabbitStrategy({ connection, recorder: nobody });
let arrived = (_due: number) => {};
let sent = 0;

const take = async (wakeUp: WakeUp) => {
  arrived(Number(wakeUp.key));
  return done();
};
strategy.addHandler(STEP_DUE, take, true);
strategy.listen(() => undefined);

servePart(
  measuring({
    send: (due) =>
      wakeUps.send(
        due.map((at) => {
          sent += 1;
          return { wakeUp: wakeUpOf(sent, at), dueInMs: at - performance.now() };
        }),
      ),
    onArrival: (listener) => (arrived = listener),
  }),
);

function wakeUpOf(no: number, due: number): WakeUp {
  const now = new Date().toISOString();
  return {
    deploymentId: `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`,
    key: String(due),
    dueId: 1,
    n: no,
    sentAt: now,
    dueAt: now,
    site: 'bench',
    postId: no,
    brand: 'MAG',
    step: 'content',
    attempt: 1,
    probe: false,
  };
}
