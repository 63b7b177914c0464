#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { run } from './run.js';
import { openTerminal } from './sites/terminal.js';

// Not with #process, which takes a second to load.
if (existsSync('.env')) process.loadEnvFile('.env');
// The reading program, such as head, has closed the pipe: exit as by SIGPIPE.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(128 + 13);
});
// Not exit(): pending writes to a pipe would be cut off.
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ...(process.stdin.isTTY && process.stderr.isTTY
    ? { terminal: openTerminal({ input: process.stdin, output: process.stderr }) }
    : {}),
});
