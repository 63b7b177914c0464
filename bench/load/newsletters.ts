import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, metadataOf } from '../../apps/gateway/src/events/command.js';
import { contentOf } from '../../apps/gateway/src/events/content.js';
import type { PostEventDto } from '../../apps/gateway/src/events/post-event.dto.js';
import { sourceOf } from '../../apps/gateway/src/events/source-of.js';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { TIMING, decide, deploymentProjection } from '../../libs/deployment/src/index.js';
import { openEventStore } from '../../libs/event-store/src/index.js';
import { deploymentId } from '../../libs/events/src/index.js';
import { prepareNewsletter } from '../../libs/newsletter-html/src/index.js';
import { renderBody } from '../../libs/newsletter-html/src/newsletter/render-body.js';
import { servePart } from '../stage/serve-part.js';
import { SITE } from '../stage/sites.js';

/** As many as a newsletter has until it is scheduled. */
const STEPS = 5;
const POLL_INTERVAL_MS = 20;
const LIMIT_MS = 300_000;

const SCHEDULED = `
SELECT count(*)::int AS count FROM deployment_status
WHERE site = $1 AND post_id BETWEEN $2 AND $3 AND status = 'scheduled'`;

const site = {
  id: SITE,
  brand: 'DEMO',
  signingSecrets: [],
  siteKeys: [],
  publishDelayMs: 30 * 60_000,
};
/** Published posts wait for nothing: only steps are measured. */
const timing = { ...TIMING, publishSettleMs: 0, stepGapMs: 0 };

const { store, dataSource } = await openEventStore({
  databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '',
});
let last = 0;

/** Published posts, ready to be appended as a gateway appends them. */
function prepare(count: number) {
  return Array.from({ length: count }, () => {
    last += 1;
    const event = postEvent({
      type: 'post.published',
      post: { id: last, uid: randomUUID(), status: 'publish', title: `Morning news ${last}` },
    }) as unknown as PostEventDto;
    const source = sourceOf(event, {});
    if (!source) return { event, content: null };
    const { bodySource, withBody } = prepareNewsletter(source);
    return { event, content: contentOf(event, withBody(renderBody(bodySource))) };
  });
}

type Prepared = ReturnType<typeof prepare>[number];

async function publish({ event, content }: Prepared): Promise<void> {
  const signed = { webhookId: `msg_${randomUUID()}`, sentAt: new Date() };
  const id = deploymentId(site.id, event.post.id, event.post.uid);
  const command = commandOf({ event, content, site, signed, immediately: false });
  const { wanted, snapshots } = content ?? {};
  const kept = [
    { kind: 'content' as const, hash: wanted?.contentHash ?? '', body: snapshots?.content ?? {} },
    {
      kind: 'settings' as const,
      hash: wanted?.settingsHash ?? '',
      body: snapshots?.settings ?? {},
    },
  ];
  await store.change(
    deploymentProjection(timing),
    id,
    (state, at) => decide(state, command, at, timing).facts,
    {
      metadata: metadataOf(event, signed, { deploymentId: id, traceId: '0'.repeat(32) }),
      alongside: () => ({ snapshots: { owner: { site: site.id, deploymentId: id }, kept } }),
    },
  );
}

/** Steps per second from the first append until this many newsletters are scheduled at Omeda. */
async function steps({ chains }: { chains: number }): Promise<{ 'steps/s': number }> {
  const first = last + 1;
  const prepared = prepare(chains);
  const started = performance.now();
  await Promise.all(prepared.map(publish));
  await untilScheduled(first, chains);
  return { 'steps/s': (chains * STEPS * 1000) / (performance.now() - started) };
}

async function untilScheduled(first: number, count: number): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const rows = await dataSource.query<{ count: number }[]>(SCHEDULED, [SITE, first, last]);
    if (rows[0]?.count === count) return;
    if (performance.now() > deadline) {
      throw new Error(`Only ${rows[0]?.count} of ${count} newsletters were scheduled.`);
    }
    await delay(POLL_INTERVAL_MS);
  }
}

servePart({ steps });
