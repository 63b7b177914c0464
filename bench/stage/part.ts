import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the bench that receives calls: see `servePart`. */
export type Part = {
  pid: number;
  call<T>(method: string, argument?: unknown): Promise<T>;
  stop(): Promise<void>;
};

export type Answer = { result?: unknown; error?: string };

/** `file`: below `bench/`, without its extension. @throws Error if it ends before it is ready. */
export async function startPart(file: string, env: NodeJS.ProcessEnv = {}): Promise<Part> {
  const module = fileURLToPath(new URL(`../${file}.js`, import.meta.url));
  const child = fork(module, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await answerOf(child, file);
  return {
    pid: child.pid ?? 0,
    call: async <T>(method: string, argument?: unknown) => {
      child.send({ method, argument });
      return (await answerOf(child, `${file} ${method}`)) as T;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** Calls come one at a time, so the next message is the response. */
async function answerOf(child: ChildProcess, what: string): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${what} ended.`);
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Answer];
    if (answer.error !== undefined) throw new Error(`${what}: ${answer.error}`);
    return answer.result;
  } finally {
    ended.catch(() => undefined);
    waiting.abort();
  }
}
