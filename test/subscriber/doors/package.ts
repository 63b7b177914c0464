import {
  type Checkpoint,
  type Progress,
  follow,
} from '../../../packages/newsletter-events/src/index.js';
import { Ledger } from '../ledger.js';

/** A service with the package; over RabbitMQ if it has an address. It may be killed at any time. */
const { LEDGER = '', NEWSLETTER_URL = '', NEWSLETTER_KEY = '', SLEEP_MS = '0' } = process.env;
const { RABBITMQ_URL, RABBITMQ_PREFIX = 'newsletter', SERVICE = '' } = process.env;
/** How many events are handled before it sleeps. */
const AWAKE_FOR = 10;

const ledger = new Ledger(LEDGER);

/** The line is the transaction: it contains the event and the progress. */
const checkpoint: Checkpoint<(progress: Progress) => void> = {
  load: async () => ledger.lines().at(-1)?.progress,
  save: async (progress, transaction) => transaction?.(progress),
};

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
let handled = ledger.lines().length;

await follow({
  http: NEWSLETTER_URL,
  key: NEWSLETTER_KEY,
  ...(RABBITMQ_URL
    ? { amqp: { url: RABBITMQ_URL, service: SERVICE, prefix: RABBITMQ_PREFIX } }
    : {}),
  from: 'start',
  checkpoint,
  signal: stop.signal,
  onEvent: async (event, { save }) => {
    await save((progress) => ledger.write(event, progress));
    handled += 1;
    if (handled === AWAKE_FOR) await new Promise((wake) => setTimeout(wake, Number(SLEEP_MS)));
  },
});
