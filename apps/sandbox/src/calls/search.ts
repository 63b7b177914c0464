import { parseCentralDate } from '../model/central.js';
import { type Deployment, statusOf } from '../model/deployment.js';
import type { World } from '../model/world.js';
import type { Answer, Body, CallContext } from './call.js';
import { textOf } from './checks.js';
import { replyUrl } from './reply-url.js';
import { central, sentMs, statusText, typeName } from './written.js';

/** Default and limit. */
const MAX_RESULTS = 200;

/** `POST omail/deployment/search/*`: the most recent first; no Notes and no CampaignId. */
export function search(context: CallContext): Answer {
  const { world, brand, body } = context;
  const limit = Math.min(Number(body['NumResults'] ?? MAX_RESULTS) || MAX_RESULTS, MAX_RESULTS);
  const visibleMs = world.clock.nowMs() - world.switches.searchLagMs;
  const found = [...world.deployments.values()].filter(
    (known) =>
      known.brand === brand.abbreviation &&
      known.createdMs <= visibleMs &&
      fitsTexts(context, known) &&
      fitsStatus(body, known, world) &&
      fitsDates(body, known),
  );
  const newest = found.toReversed().slice(0, limit);
  return { document: { Deployments: newest.map((known) => entry(context, known)) } };
}

function fitsTexts(context: CallContext, known: Deployment): boolean {
  const { body } = context;
  const user = textOf(body, 'EnteredByOrAssignedTo');
  return (
    contains(known.name, textOf(body, 'DeploymentName')) &&
    contains(known.trackId, textOf(body, 'TrackId')) &&
    contains(typeName(context, known.typeId), textOf(body, 'Type')) &&
    (contains(known.ownerUserId, user) || contains(known.createdBy, user))
  );
}

function fitsStatus(body: Body, known: Deployment, { clock }: World): boolean {
  const statuses: unknown = body['Statuses'];
  if (!Array.isArray(statuses) || statuses.length === 0) return true;
  const status = statusOf(known, clock.nowMs()).toUpperCase().replaceAll(' ', '_');
  const isUnderWay = status === 'SENT' || status === 'SENDING';
  return statuses.includes(status) || (isUnderWay && statuses.includes('SENT_OR_SENDING'));
}

/** Filters by the scheduled or sent date, not by creation: one without either matches no range. */
function fitsDates(body: Body, { scheduledMs }: Deployment): boolean {
  const fromMs = parseCentralDate(body['DeploymentDateStart']);
  const toMs = parseCentralDate(body['DeploymentDateEnd']);
  if (fromMs === undefined && toMs === undefined) return true;
  if (scheduledMs === undefined) return false;
  return (fromMs ?? -Infinity) <= scheduledMs && scheduledMs <= (toMs ?? Infinity);
}

function entry(context: CallContext, known: Deployment) {
  const { world } = context;
  return {
    Owner: known.ownerUserId,
    Status: statusText(known, world),
    FinalApprover: known.approverUserId,
    Url: replyUrl(world, known.brand, `lookup/${known.trackId}`),
    DeploymentTypeId: known.typeId,
    DeploymentTypeDescription: typeName(context, known.typeId),
    DeploymentDesignation: 'Newsletter',
    TrackId: known.trackId,
    CreatedDate: central(known.createdMs),
    CreatedBy: known.createdBy,
    ScheduledDate: central(known.scheduledMs),
    SentDate: central(sentMs(known, world)),
    DeploymentName: known.name,
  };
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
