import type { ChannelModel } from 'amqplib';
import { backOffMs, pause, within } from './pause.js';
import { withCure } from './with-cure.js';

export type Trouble = (error: Error) => void;

type KeptOptions = {
  url: string;
  /** Shown on the management pages. */
  name: string;
  /** Sets up a new connection; its resources are gone when `lost` is called. */
  setUp: (model: ChannelModel, lost: Trouble) => Promise<void>;
  /** Whether it is set up right now. */
  changed: (isUp: boolean) => void;
  onTrouble: Trouble;
  signal: AbortSignal;
};

const CONNECT_LIMIT_MS = 10_000;
const CLOSE_LIMIT_MS = 2_000;
const HEARTBEAT_SECONDS = 20;

/** amqplib is installed only if RabbitMQ is used. */
async function amqplib() {
  try {
    return await import('amqplib');
  } catch {
    throw new Error('RabbitMQ needs amqplib: run "npm install amqplib".');
  }
}

/** Gives up after ten seconds. */
export async function openConnection(url: string, name: string): Promise<ChannelModel> {
  const { connect } = await amqplib();
  return connect(withHeartbeat(url), {
    timeout: CONNECT_LIMIT_MS,
    clientProperties: { connection_name: name },
  });
}

/** A connection that is reopened after any failure. Resolves when the signal aborts. */
export async function keepConnected(options: KeptOptions): Promise<void> {
  // If it is missing, there is no retry.
  await amqplib();
  const { signal, changed, onTrouble } = options;
  for (let failures = 0; !signal.aborted;) {
    try {
      const model = await openConnection(options.url, options.name);
      await useUntilLost(model, options, () => (failures = 0));
    } catch (error) {
      if (!signal.aborted) onTrouble(withCure(error as Error));
    }
    changed(false);
    failures += 1;
    await pause(backOffMs(failures), signal);
  }
}

/** @throws what closed it. */
async function useUntilLost(
  model: ChannelModel,
  { setUp, changed, signal }: KeptOptions,
  isUp: () => void,
): Promise<void> {
  const lost = new Promise<void>((resolve, reject) => {
    model.on('error', reject);
    model.on('close', () => reject(new Error('RabbitMQ closed the connection')));
    signal.addEventListener('abort', () => resolve(), { once: true });
    const ready = setUp(model, reject).then(() => {
      isUp();
      changed(true);
    });
    ready.catch(reject);
    if (signal.aborted) resolve();
  });
  try {
    await lost;
  } finally {
    await closeConnection(model);
  }
}

/** A broker with an alarm, or a dead connection, does not respond to this. */
export async function closeConnection(model: ChannelModel): Promise<void> {
  model.on('error', () => undefined);
  await within(CLOSE_LIMIT_MS, model.close());
  (model.connection as { stream?: { destroy(): void } }).stream?.destroy();
}

function withHeartbeat(text: string): string {
  const url = new URL(text);
  if (!url.searchParams.has('heartbeat')) {
    url.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  }
  return url.href;
}
