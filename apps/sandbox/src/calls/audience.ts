import { toCentralDate } from '../model/central.js';
import type { AudienceList, Callback, Deployment, ListOutcome } from '../model/deployment.js';
import { Refusal, refuse } from '../model/refusal.js';
import type { Switches } from '../model/switches.js';
import type { Query, World } from '../model/world.js';
import type { Answer, Body, CallContext } from './call.js';
import { replyUrl } from './reply-url.js';
import { checkEditable, findDeployment, note, requireFields, textOf } from './checks.js';

const DEFAULT_RECIPIENTS = 1_200;
const EMPTY_ENDS: Record<Switches['emptyQuery'], ListOutcome> = {
  conflict: 'EMPTY',
  done: 'DONE',
  warning: 'WARNING',
};
const NEVER_MS = Number.MAX_SAFE_INTEGER;

/** `POST omail/deployment/audience/add/*`: responds at once, and loads in the background. */
export function addAudience(context: CallContext): Answer {
  const { body, world, brand } = context;
  requireFields(body, 'UserId', 'TrackId', 'SplitNumber');
  const deployment = findDeployment(context);
  checkEditable(context, deployment);
  const name = listName(body);
  checkSplit(body, deployment);
  if (!name) requireFields(body, 'QueryName');
  checkUnassigned(deployment, name);
  checkKnown(context, name);
  const assignedMs = world.clock.nowMs();
  const { count, outcome, loadMs } = loading(context, name);
  const list: AudienceList = {
    listId: String(100_000 + world.next()),
    ...(body['QueryName'] ? { queryName: name } : { recipientList: name }),
    outputCriteria: textOf(body, 'OutputCriteria'),
    assignedMs,
    readyMs: outcome === 'STUCK' ? NEVER_MS : assignedMs + loadMs,
    count,
    outcome,
    callbacks: callbacksOf(body),
  };
  deployment.list = list;
  note(context, deployment, `Audience '${name}' assigned.`);
  const { listIdType, urlField } = world.switches;
  const listId = listIdType === 'number' ? Number(list.listId) : list.listId;
  const document = {
    TrackId: deployment.trackId,
    ListId: listId,
    [urlField]: replyUrl(world, brand.abbreviation, `audience/status/${list.listId}`),
  };
  return { trackId: deployment.trackId, document, did: { listId: list.listId } };
}

/** `POST omail/deployment/audience/remove/*`. */
export function removeAudience(context: CallContext): Answer {
  requireFields(context.body, 'UserId', 'TrackId', 'SplitNumber');
  const deployment = findDeployment(context);
  checkEditable(context, deployment);
  const name = listName(context.body);
  if (!deployment.list || nameOf(deployment.list) !== name) {
    throw new Refusal(404, [`No list '${name}' is assigned to split 1.`]);
  }
  const by = textOf(context.body, 'UserId');
  const { listId, recipientList } = deployment.list;
  const isFile = recipientList !== undefined;
  const ms = context.world.clock.nowMs();
  deployment.removedLists.push({ listId, name, isFile, by, ms });
  delete deployment.list;
  note(context, deployment, `Audience '${name}' removed.`);
  return { trackId: deployment.trackId };
}

/** `GET omail/deployment/audience/status/{listId}/*`. */
export function audienceStatus({ world, brand, path }: CallContext): Answer {
  const listId = path.at(-1) ?? '';
  const own = [...world.deployments.values()].filter((one) => one.brand === brand.abbreviation);
  checkNotRemoved(own, listId);
  const deployment = own.find(({ list }) => list?.listId === listId);
  if (!deployment?.list) throw new Refusal(404, [`ListId ${listId} was not found.`]);
  const { list, trackId } = deployment;
  const status = loadingStatus(list, world.clock.nowMs());
  if (status === 'EMPTY') throw new Refusal(409, ['File contained no valid recipient records.']);
  return { trackId, document: statusDocument(trackId, list, world) };
}

/** Status of a list, for responses and callbacks. */
export function statusDocument(trackId: string, list: AudienceList, world: World) {
  const status = loadingStatus(list, world.clock.nowMs());
  const isDone = status === 'DONE' || status === 'WARNING';
  const message = status === 'WARNING' ? 'Some recipients were invalid.' : '';
  return {
    ListId: world.switches.listIdType === 'number' ? Number(list.listId) : list.listId,
    [world.switches.statusField]: status,
    TrackId: trackId,
    SplitNumber: 1,
    ...(list.queryName ? { QueryName: list.queryName } : { RecipientList: list.recipientList }),
    ...(isDone ? { RecipientCount: list.count } : {}),
    Message: status === 'ERROR' ? 'The query could not be run.' : message,
  };
}

function callbacksOf({ CallbackURLs: urls }: Body): Callback[] {
  if (urls === undefined) return [];
  const isUrl = (url: unknown) => typeof url === 'string' && /^https?:\/\//.test(url);
  if (!Array.isArray(urls) || !urls.every(isUrl)) {
    refuse("The field 'CallbackURLs' must be an array of URLs.");
  }
  return (urls as string[]).map((url) => ({ url, attempts: 0, nextMs: 0 }));
}

function checkNotRemoved(own: readonly Deployment[], listId: string): void {
  const removed = own.flatMap(({ removedLists }) => removedLists);
  const found = removed.find((list) => list.listId === listId);
  if (!found) return;
  const { name, by, ms } = found;
  throw new Refusal(409, [
    `List removed: Audience list '${name}' was removed by ${by} on ${toCentralDate(ms)}.`,
  ]);
}

function loadingStatus({ assignedMs, readyMs, outcome }: AudienceList, nowMs: number): string {
  if (nowMs >= readyMs) return outcome;
  return nowMs - assignedMs < (readyMs - assignedMs) / 4 ? 'QUEUED' : 'IN_PROCESS';
}

function listName(body: Body): string {
  return textOf(body, 'QueryName') || textOf(body, 'RecipientList') || textOf(body, 'OmailOutput');
}

function nameOf(list: AudienceList): string {
  return list.queryName ?? list.recipientList ?? '';
}

function checkSplit(body: Body, { trackId }: Deployment): void {
  const split = textOf(body, 'SplitNumber');
  if (split !== '1') {
    refuse(`Split ${split} does not exist for deployment ${trackId}. It has 1 split.`);
  }
}

function checkUnassigned({ list, removedLists }: Deployment, name: string): void {
  if (list) {
    const known = nameOf(list);
    refuse(
      `Split 1 already has recipient list '${known}' assigned on ${toCentralDate(list.assignedMs)}. You must first remove '${known}' before assigning a list to split 1.`,
    );
  }
  // Undocumented; assumed to apply to files, which are loaded once. A query may be assigned again.
  const before = removedLists.find((removed) => removed.isFile && removed.name === name);
  if (before) {
    refuse(
      `A recipient list with the name '${name}' has been used previously for this deployment on ${toCentralDate(before.ms)}.`,
    );
  }
}

/** How this list loads: by the fault, its query, or the default. */
function loading({ world, brand, twist }: CallContext, name: string) {
  const isUnknown = world.switches.unknownQuery === 'error';
  const usual: Query = { count: DEFAULT_RECIPIENTS, outcome: isUnknown ? 'ERROR' : 'DONE' };
  const query = { loadMs: world.audienceLoadMs, ...(brand.queries[name] ?? usual) };
  const { count, loadMs, outcome } = { ...query, ...twist.audience };
  if (outcome === 'ERROR' || (count > 0 && outcome !== 'EMPTY')) return { count, loadMs, outcome };
  return { count: 0, loadMs, outcome: EMPTY_ENDS[world.switches.emptyQuery] };
}

/** Undocumented: assumed to be refused in the words of other fields. */
function checkKnown({ world, brand }: CallContext, name: string): void {
  if (world.switches.unknownQuery === 'refused' && !brand.queries[name]) {
    refuse(`'QueryName' ${name} was not found.`);
  }
}
