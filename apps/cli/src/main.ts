#!/usr/bin/env node
import { loadEnv } from '#process';
import { run } from './run.js';

loadEnv();
// Not exit(): what is still being written to a pipe would be cut off.
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
