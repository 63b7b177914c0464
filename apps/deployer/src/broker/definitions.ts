import { parseArgs } from 'node:util';
import { definitionsOf, topologyOf } from '#messaging';
import { loadEnv } from '#process';

/**
 * Prints RabbitMQ definitions as a file that its management pages import:
 * `npm run --silent definitions -- --vhost newsletters > definitions.json`.
 */
function main(): void {
  const { values } = parseArgs({
    options: { vhost: { type: 'string', default: '/' }, prefix: { type: 'string' } },
  });
  const prefix = values.prefix ?? (process.env['RABBITMQ_PREFIX']?.trim() || 'newsletter');
  const definitions = definitionsOf(topologyOf({ prefix }), values.vhost);
  process.stdout.write(`${JSON.stringify(definitions, null, 2)}\n`);
}

loadEnv();
try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
