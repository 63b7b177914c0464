import type { MessagePort } from 'node:worker_threads';
import { type Newsletter, type NewsletterSource, renderNewsletter } from '#newsletter-html';

export type RenderTask = {
  source: NewsletterSource;
  /** Told when the work begins: neither the start of the worker nor the wait for one counts. */
  started: MessagePort;
};

/** Runs in a worker thread. */
export default function render({ source, started }: RenderTask): Newsletter {
  started.postMessage('started');
  return renderNewsletter(source);
}
