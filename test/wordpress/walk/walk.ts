import { Chance } from '../../crash/chance.js';
import type { Newsroom } from '../newsroom.js';
import { ACTS, type Act } from './acts.js';
import { FAULTS, type Fault, type Found, judge } from './count.js';
import { Desk } from './desk.js';
import { MISHAPS } from './mishaps.js';

type Result = { acts: number; posts: number; consents: number } & Record<Fault, number>;
export type Walk = { result: Result; found: Found[]; log: string[] };

const ALL: [string, Act][] = Object.entries({ ...ACTS, ...MISHAPS });

/** This many acts of a newsroom in random order, then all faults are resolved and Omeda's deployments counted. */
export async function walk(
  newsroom: Newsroom,
  { acts, seed }: { acts: number; seed: number },
): Promise<Walk> {
  const desk = new Desk(newsroom, new Chance(seed));
  const log: string[] = [];
  while (log.length < acts) {
    const [name, act] = choose(desk);
    if (await act.run(desk)) log.push(name);
  }
  await makeGood(desk);
  const found = await settled(desk);
  const count = (fault: Fault) => found.filter((one) => one.fault === fault).length;
  const consents = desk.posts.reduce((sum, post) => sum + post.consents, 0);
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, count(fault)]));
  const result = { acts, posts: desk.posts.length, consents, ...counts } as Result;
  return { result, found, log };
}

function choose(desk: Desk): [string, Act] {
  const able = ALL.filter(([, act]) => desk.isOn || act.whileOff);
  let left = desk.chance.between(
    0,
    able.reduce((sum, [, { weight }]) => sum + weight, 0),
  );
  for (const one of able) {
    left -= one[1].weight;
    if (left < 0) return one;
  }
  return able[0] as [string, Act];
}

/** As any newsroom continues: the plugin is on, reconcile has run, and what was refused is saved again. */
async function makeGood(desk: Desk): Promise<void> {
  const { newsroom } = desk;
  await newsroom.door.set('open');
  await newsroom.wordpress.define({});
  await newsroom.resetBreaker();
  await newsroom.wordpress.php("do_action('omeda_connector_reconcile');");
  await newsroom.drainAll();
  const parked = newsroom.wordpress
    .sql("SELECT DISTINCT post_id FROM wp_omeda_outbox WHERE state = 'parked'")
    .split('\n')
    .map(Number);
  for (const post of desk.posts.filter(
    ({ id, status }) => parked.includes(id) && status !== 'trash',
  )) {
    post.text = desk.nextText();
    await desk.change('editor', post, { content: `<p>${post.text}</p>` });
  }
  await newsroom.drainAll();
}

/** Waits until Omeda has everything, while anything still moves there. */
async function settled({ newsroom, posts }: Desk): Promise<Found[]> {
  let found = judge(newsroom, posts);
  let seen = -1;
  let sinceMs = performance.now();
  while (found.length > 0 && performance.now() - sinceMs < STANDSTILL_MS) {
    const { entries } = newsroom.world.sandbox.world.ledger;
    const made = entries.filter(({ call }) => MOVES.has(call)).length;
    if (made !== seen) sinceMs = performance.now();
    seen = made;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    found = judge(newsroom, posts);
  }
  return found;
}

/** Calls that change something: those that only read never end. */
const MOVES = new Set([
  'create',
  'audience-add',
  'content',
  'sendtest',
  'schedule',
  'unschedule',
  'cancel',
]);
const STANDSTILL_MS = 30_000;
const POLL_INTERVAL_MS = 200;
