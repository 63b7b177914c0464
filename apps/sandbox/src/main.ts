import { startSandbox } from './start-sandbox.js';

const DEFAULT_PORT = 3100;

const sandbox = await startSandbox({
  port: Number(process.env['SANDBOX_PORT'] ?? DEFAULT_PORT),
  host: process.env['SANDBOX_HOST'] ?? '127.0.0.1',
});
process.stdout.write(`Sandbox Omeda: ${sandbox.url}/\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close());
}
