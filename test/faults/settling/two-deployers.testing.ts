import { afterEach, beforeEach } from 'vitest';
import type { DeploymentEventOf, DeploymentEventType, EffectStep } from '#events';
import type { Deployer } from './deployer.js';
import type { Newsletter } from './newsletter.js';
import { Newsroom } from './newsroom.js';

/** Room for a slow machine under load; nothing here waits for time to pass. */
export const LONG_MS = 120_000;
export const HOUR_MS = 60 * 60_000;

export let room: Newsroom;
export let first: Deployer;
export let second: Deployer;
export let news: Newsletter;

/** For each spec of the calling file: a new newsroom with two deployers and a newsletter. */
export function useTwoDeployers(): void {
  beforeEach(async () => {
    room = await Newsroom.open();
    first = await room.deployer('first');
    second = await room.deployer('second');
    news = room.newsletter();
  });

  afterEach(() => room.close());
}

/** The first deployer is before its call, and its lease is over. */
export async function standsBefore(step: EffectStep): Promise<void> {
  await news.until(second, step);
  const wakeUp = await news.takeDue();
  if (!wakeUp) throw new Error(`${step} is not due`);
  await first.begin(wakeUp);
  if (step === 'create') await first.polls();
}

/** Takes over what runs once its lease is over, or runs what is due. */
export async function secondGoesOn(): Promise<void> {
  const wakeUp = await news.takeDue();
  if (wakeUp) await second.handle(wakeUp);
}

export async function recorded<T extends DeploymentEventType>(
  type: T,
): Promise<DeploymentEventOf<T>['data'][]> {
  const events = (await news.events()).filter((event) => event.type === type);
  return events.map(({ data }) => data) as never;
}

export const alive = () => news.atOmeda().filter(({ status }) => status !== 'Cancelled');
