import { createHash, randomUUID } from 'node:crypto';
import { openEventStore } from '../../libs/event-store/src/index.js';
import { METADATA, factsOf, rowOf } from '../load/facts.js';
import { type Kept, openBareNest } from '../stage/bare-nest.js';
import { servePart } from '../stage/serve-part.js';

const { store } = await openEventStore({ databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '' });
const site = 'daily';
let posts = 0;

/** What a gateway stores for a first save: two events, status, content, and response. It makes no decisions. */
async function keep({ webhookId, body }: Kept): Promise<object> {
  const { html } = (body as { post: { html: string } }).post;
  const hash = createHash('sha256').update(html).digest('hex');
  const id = randomUUID();
  const at = new Date().toISOString();
  posts += 1;
  await store.append({
    stream: { category: 'deployment', id },
    expectedVersion: 0,
    facts: factsOf(2, at),
    at,
    metadata: METADATA,
    row: rowOf(posts),
    receipt: { site, webhookId, bodyHash: hash, statusCode: 202, answer: { json: '{}' } },
    snapshots: {
      owner: { site, deploymentId: id },
      kept: [{ kind: 'content', hash, body: { html } as never }],
    },
  });
  return { id };
}

servePart({ open: () => openBareNest(keep) });
