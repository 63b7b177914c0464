import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { schemaFiles } from './schema-files.js';

/** Writes docs/asyncapi.json and docs/schemas/: `npm run schemas`, after a change of the table. */
async function main(): Promise<void> {
  for (const [path, text] of schemaFiles()) {
    const target = join('docs', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    process.stdout.write(`${target}\n`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
