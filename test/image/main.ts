import { readFileSync } from 'node:fs';
import { startBroker } from '../setup/broker/start-broker.js';
import { openServer } from '../setup/postgres-server.js';
import { Closing } from '../crash/closing.js';
import { Build } from './build.js';
import { commandOf, readDockerfile } from './dockerfile.js';
import { isHealthy } from './health.js';

const say = (words: string) => void process.stderr.write(`${words}\n`);
const DEMO = ['node', 'dist/apps/standalone/src/demo/main.js', '--json'];

/**
 * The Dockerfile without Docker: its stages are run on bare Debian systems. In the last one, read-only and as its
 * user, the gateway starts, its health check passes, and the demo takes a newsletter over RabbitMQ.
 */
async function main(): Promise<void> {
  const closing = new Closing().onSignals();
  try {
    const stages = readDockerfile(readFileSync('Dockerfile', 'utf8'));
    const build = new Build();
    await closing.add(() => build.remove());
    const image = await build.run(stages, say);
    const server = await openServer();
    await closing.add(() => server.close());
    const broker = await startBroker();
    await closing.add(() => broker.close());
    const env = { DATABASE_URL: server.url, RABBITMQ_URL: broker.url };
    const summary = (await image.succeed(DEMO, { env, isReadOnly: true }))
      .trim()
      .split('\n')
      .at(-1);
    say(`demo: ${summary}`);
    const last = stages.at(-1)!;
    await isHealthy(image, {
      env,
      command: commandOf(last, 'CMD'),
      check: commandOf(last, 'HEALTHCHECK'),
    });
    say('health check: ok');
    process.stdout.write(`${summary}\n`);
  } finally {
    await closing.run();
  }
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? '') : String(error));
    process.exit(1);
  });
