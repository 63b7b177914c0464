import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { consoleTypes } from './console-types.js';
import { eventTypes } from './event-types.js';
import { schemaFiles } from './schema-files.js';

/** Types in the subscribers' package. */
const TYPES = 'packages/newsletter-events/src/generated.ts';
const CONSOLE_TYPES = 'apps/console/src/api/schemas.ts';

/** Writes docs/asyncapi.json, docs/schemas/, and types: `npm run schemas`, after a change of events or of responses. */
async function main(): Promise<void> {
  for (const [path, text] of schemaFiles()) {
    const target = join('docs', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    process.stdout.write(`${target}\n`);
  }
  for (const [path, text] of [
    [TYPES, eventTypes()],
    [CONSOLE_TYPES, consoleTypes()],
  ] as const) {
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
