import { renderBody } from '#newsletter-html/body';
import type { BodySource } from '#newsletter-html';
import type { RenderMessage } from './render-process.js';

/** Main module of a process that renders newsletters one by one, for `RenderProcess`. */
process.on('message', (source: BodySource) => {
  const post = (message: RenderMessage) => process.send?.(message);
  // Neither starting nor waiting for a process counts toward the time limit.
  post({ kind: 'started' });
  try {
    post({ kind: 'body', body: renderBody(source) });
  } catch (error) {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'fault', name, message, stack });
  }
});

// Ctrl-C in a terminal reaches this process, too: the gateway finishes its work, and then ends this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

/** The gateway has ended. */
process.on('disconnect', () => process.exit());
