import type { MessagePort } from 'node:worker_threads';
import type { Body, BodySource } from '#newsletter-html';
import { renderBody } from '#newsletter-html/body';

export type RenderTask = {
  source: BodySource;
  /** Told when the work begins: neither the start of the worker nor the wait for one counts. */
  started: MessagePort;
};

/** Runs in a worker thread. */
export default function render({ source, started }: RenderTask): Body {
  started.postMessage('started');
  return renderBody(source);
}
