import { readMisbehavior } from './settings.js';
import { startSandbox } from './start-sandbox.js';

const DEFAULT_PORT = 3100;

async function main(): Promise<void> {
  const sandbox = await startSandbox({
    port: Number(process.env['SANDBOX_PORT'] ?? DEFAULT_PORT),
    host: process.env['SANDBOX_HOST'] ?? '127.0.0.1',
    misbehavior: readMisbehavior(),
  });
  process.stdout.write(`Sandbox Omeda: ${sandbox.url}/\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.close());
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
