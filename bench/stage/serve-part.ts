import type { Answer } from './part.js';

type Methods = Record<string, (argument: never) => Promise<unknown>>;

/** Does what the bench requests, one thing at a time, until the bench disconnects. */
export function servePart(methods: Methods): void {
  process.on('message', ({ method, argument }: { method: string; argument: never }) => {
    void answer(methods, method, argument).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ result: 'ready' });
}

async function answer(methods: Methods, method: string, argument: never): Promise<Answer> {
  try {
    const run = methods[method];
    if (!run) throw new Error('no such method');
    return { result: await run(argument) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
