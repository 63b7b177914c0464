import type { Deployments, EventStore } from '#event-store';
import type { StatusDocument } from '#deployment';
import { DemoPost } from './newsletter.js';

/** Longest the whole story may take, in milliseconds. */
const DEADLINE_MS = 50_000;
const QUICK_SAVES = 5;

type Story = {
  store: EventStore;
  deployments: Deployments;
  /** Signs and sends a body; returns the deployment's id. */
  send: (body: object) => Promise<string>;
};

/** Plays the demo's story to its end and returns the deployment's id. */
export async function play(story: Story): Promise<string> {
  const { send } = story;
  const post = new DemoPost();
  let id = '';
  for (let n = 0; n < QUICK_SAVES; n += 1) id = await send(post.draft());
  await reached(story, id, 'content-updated');
  await send(post.published());
  await reached(story, id, 'scheduled');
  return id;
}

/** Resolves when the deployment has the status; looks again after each append. */
async function reached({ store, deployments }: Story, id: string, status: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => finish(new Error(`It never became '${status}'.`)), DEADLINE_MS);
    const finish = (error?: Error) => {
      clearTimeout(timer);
      stop();
      if (error) reject(error);
      else resolve();
    };
    const look = () => {
      deployments
        .find(id)
        .then((found) => {
          const body = found?.body as StatusDocument | undefined;
          if (body?.status === status) finish();
          if (body?.status === 'failed') finish(new Error(body.failed?.words));
        })
        .catch(finish);
    };
    const stop = store.onAppended(look);
    look();
  });
}
