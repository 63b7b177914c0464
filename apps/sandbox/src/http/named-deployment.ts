import type { World } from '../model/world.js';
import type { Asked } from './match.js';

const IN_BODY = /"TrackId"\s*:\s*"([^"]+)"|<TrackId>(?:<!\[CDATA\[)?([^<\]]+)/;
const IN_PATH = /(?:lookup|lookup\/(?:html|text)|approvals)\/([^/*]+)\//;
const LIST = /audience\/status\/([^/*]+)\//;

/** The TrackId that a request is about, whether or not it exists. */
export function trackIdOf(world: World, { rest, text }: Asked): string | undefined {
  const [, list] = LIST.exec(rest) ?? [];
  if (list) return byList(world, list);
  const [, json, xml] = IN_BODY.exec(text) ?? [];
  return json ?? xml ?? IN_PATH.exec(rest)?.[1];
}

function byList({ deployments }: World, listId: string): string | undefined {
  return [...deployments.values()].find(({ list }) => list?.listId === listId)?.trackId;
}
