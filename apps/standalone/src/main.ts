import 'reflect-metadata';
import { readStandaloneConfig } from './config.js';
import { runStandalone } from './run-standalone.js';
import { untilStopped } from './until-stopped.js';
import { loadEnv } from '../../gateway/src/load-env.js';

async function main(): Promise<void> {
  const running = await runStandalone(readStandaloneConfig());
  process.stdout.write(`\n${running.lines.join('\n')}\n\n`);
  await untilStopped();
  process.stdout.write('Finishing what is under way …\n');
  await running.close();
}

loadEnv();
main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
