import { run } from '../../../apps/cli/src/run.js';
import type { Terminal } from '../../../apps/cli/src/sites/terminal.js';

type Env = Record<string, string | undefined>;

/** Runs a command line as the program does, but in this process. */
export async function runCli(line: string, env: Env, terminal?: Terminal) {
  let [out, err] = ['', ''];
  const exitCode = await run(line.split(' '), {
    env,
    out: (text) => (out += text),
    err: (text) => (err += text),
    ...(terminal ? { terminal } : {}),
  });
  return { exitCode, out, err };
}
