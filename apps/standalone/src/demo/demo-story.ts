import type { Deployments } from '#event-store';
import type { StatusDocument } from '#deployment';
import { DemoPost } from './newsletter.js';

/** Longest duration of the story, in milliseconds. */
const DEADLINE_MS = 50_000;
const POLL_INTERVAL_MS = 50;
const QUICK_SAVES = 5;

type Story = {
  deployments: Deployments;
  /** Signs and sends a body; returns the deployment's id. */
  send: (body: object) => Promise<string>;
};

/** Plays the demo's story to its end and returns the deployment's id. */
export async function play({ deployments, send }: Story): Promise<string> {
  const post = new DemoPost();
  let id = '';
  for (let n = 0; n < QUICK_SAVES; n += 1) id = await send(post.draft());
  await reached(deployments, id, 'content-updated');
  await send(post.published());
  await reached(deployments, id, 'scheduled');
  return id;
}

/** Resolves when the deployment has the status. */
async function reached(deployments: Deployments, id: string, status: string): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (performance.now() < end) {
    const body = (await deployments.find(id))?.body as StatusDocument | undefined;
    if (body?.status === status) return;
    if (body?.status === 'failed') throw new Error(body.failed?.words);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  throw new Error(`It did not reach '${status}'.`);
}
