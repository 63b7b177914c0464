import type { LoadReading } from '../load/in-flight.js';
import { timeAnswers } from '../load/getter.js';
import type { Contestant } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { type Row, compare } from '../measure/row.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startPart } from '../stage/part.js';
import { query } from '../stage/postgres.js';
import { startProduct } from '../stage/product.js';
import { untilRelayed } from '../stage/relayed.js';
import { SITE, writeSites } from '../stage/sites.js';
import { makeExamples } from '../store/examples.js';
import { EXAMPLES_OVER, type Filling, fill } from '../store/fill.js';

const AIM = 1.2;
/** How long events are accepted one at a time, in milliseconds. */
const ACCEPT_MS = 1_000;
const DAY_MS = 86_400_000;
/** A large publisher: ten newsletters of each site a day. */
const SITES = 20;
const NEWSLETTERS_A_DAY = SITES * 10;

/** The newsletter of the first site in the middle of the list. */
const PLACES = `
WITH middle AS (SELECT created_at, deployment_id FROM deployment_status WHERE site = '${SITE}'
  ORDER BY created_at DESC, deployment_id DESC
  OFFSET (SELECT count(*) / 2 FROM deployment_status WHERE site = '${SITE}') LIMIT 1)
SELECT created_at AS "createdAt", deployment_id AS id, post_id AS post, title
FROM middle JOIN deployment_status USING (created_at, deployment_id)`;

type Place = { createdAt: Date; id: string; post: string; title: string };

/** The same requests to a small store and to one a hundred times as large; and to one after ten years. */
export const growth: readonly Case[] = [
  {
    name: 'growth',
    run: (bench) => {
      const [small, large] = bench.isQuick ? [1_000, 100_000] : [10_000, 1_000_000];
      const ofSize = (newsletters: number) => ({ name: nameOf(newsletters), newsletters });
      return grown(bench, 'growth', ofSize(small), ofSize(large));
    },
  },
  {
    name: 'years',
    run: (bench) => {
      const aDay = bench.isQuick ? NEWSLETTERS_A_DAY / 10 : NEWSLETTERS_A_DAY;
      const over = (name: string, days: number) => ({
        name,
        newsletters: aDay * days,
        spacingMs: (EXAMPLES_OVER / aDay) * DAY_MS,
        site: `concat_ws('-', site, nullif(post_id % ${SITES}, 0))`,
        archivedDays: 365,
      });
      return grown(bench, 'years', over('a month', 30), over('ten years', 3_650));
    },
  },
];

function nameOf(size: number): string {
  return `${size.toLocaleString('en-US')} newsletters`;
}

type Store = Filling & { name: string };

function grown(bench: Bench, prefix: string, small: Store, large: Store): Promise<Row[]> {
  return bench.within(async (own) => {
    const examples = await makeExamples(bench);
    const contestants: Contestant[] = [];
    for (const one of [small, large]) contestants.push(await opened(bench, own, one, examples));
    const readings = await interleave(contestants, bench);
    const figures = Object.keys(readings.get(small.name)?.[0] ?? {});
    return figures.map((figure) =>
      compare(readings, {
        name: `${prefix}/${figure.replaceAll(' ', '-')}`,
        unit: 'ms',
        better: 'lower',
        ours: { of: large.name, figure },
        beside: { of: small.name, figure },
        peer: `itself with ${small.name}`,
        aim: AIM,
      }),
    );
  });
}

async function opened(
  bench: Bench,
  own: Opened,
  store: Store,
  examples: string,
): Promise<Contestant> {
  const databaseUrl = await (await bench.postgres()).createDatabase(examples);
  const began = performance.now();
  await fill(databaseUrl, store);
  bench.say(`  ${store.name} made in ${Math.round((performance.now() - began) / 1000)} s`);
  const { url } = await own.add(
    startProduct('gateway', {
      DATABASE_URL: databaseUrl,
      RABBITMQ_URL: (await bench.broker()).url,
      RABBITMQ_PREFIX: new URL(databaseUrl).pathname.slice(1),
      ...(await writeSites(await own.folder(), { sites: SITES })),
    }),
  );
  const work = await own.add(startPart('load/store-work', { BENCH_DATABASE_URL: databaseUrl }));
  const sender = await own.add(startPart('load/sender'));
  const paths = await pathsOf(databaseUrl);
  const sending = { url, contents: 'known', inFlight: 1, ms: ACCEPT_MS };
  return {
    name: store.name,
    round: async () => {
      const accept = await sender.call<LoadReading>('send', sending);
      await untilRelayed(databaseUrl);
      const asked = await timeAnswers(url, paths);
      return { accept: accept['p50 ms'], ...asked, ...(await work.call<object>('measure')) };
    },
  };
}

/** What people and programs request, by the name of the figure. */
async function pathsOf(databaseUrl: string): Promise<Record<string, string>> {
  const [middle] = await query<Place>(databaseUrl, PLACES);
  if (!middle) throw new Error('The store is empty.');
  const { createdAt, id, post, title } = middle;
  const cursor = Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');
  const list = (filter: string) => `/v1/deployments?${filter}`;
  return {
    list: list('limit=50'),
    'list by site': list(`site=${SITE}`),
    'list by brand': list('brand=DEMO'),
    'list by status sent': list('status=sent'),
    'list by status scheduled': list('status=scheduled'),
    'list by status failed': list('status=failed'),
    'list by step': list('step=watch'),
    'list by held': list('held=true'),
    'list by text': list(`text=${encodeURIComponent(title)}`),
    'list by text of none': list('text=nowhere'),
    'list from the middle': list(`after=${cursor}`),
    status: `/v1/deployments/${id}`,
    'status of a post': `/v1/sites/${SITE}/posts/${post}/deployment`,
    history: `/v1/deployments/${id}/events`,
    groups: '/v1/groups',
    calendar: `/v1/calendar?from=${inDays(0)}&to=${inDays(31)}`,
    'feed from the start': '/v1/events?limit=100',
    metrics: '/metrics',
  };
}

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
