import { toCentralDate } from '../model/central.js';
import { type Deployment, statusOf } from '../model/deployment.js';
import { Refusal } from '../model/refusal.js';
import type { World } from '../model/world.js';
import type { Answer, CallContext } from './call.js';
import { textOf } from './checks.js';

function central(ms: number | undefined): string {
  return ms === undefined ? '' : toCentralDate(ms);
}

function statusText(deployment: Deployment, { clock, switches }: World): string {
  const status = statusOf(deployment, clock.nowMs());
  const isSpaced = switches.statusStyle === 'Waiting Review';
  return isSpaced ? status : status.toUpperCase().replaceAll(' ', '_');
}

function find({ world, brand, path }: CallContext): Deployment {
  const trackId = path.at(-1) ?? '';
  const deployment = world.deployments.get(trackId);
  const isVisible =
    deployment?.brand === brand.abbreviation &&
    world.clock.nowMs() >= deployment.createdMs + world.switches.lookupLagMs;
  if (!deployment || !isVisible) {
    throw new Refusal(404, [`Could not find deployment matching track Id ${trackId}`]);
  }
  return deployment;
}

/** `GET omail/deployment/lookup/{trackId}/*`. */
export function lookup(context: CallContext): Answer {
  const { world } = context;
  const found = find(context);
  const isSent = statusOf(found, world.clock.nowMs()) === 'Sent';
  const count = found.list && world.clock.nowMs() >= found.list.readyMs ? found.list.count : 0;
  const document = {
    TrackId: found.trackId,
    DeploymentName: found.name,
    CampaignId: found.campaignId,
    Notes: found.notes,
    Status: statusText(found, world),
    CreatedBy: found.createdBy,
    CreatedDate: central(found.createdMs),
    RequestedDate: found.requestedDate,
    ScheduledDate: central(found.scheduledMs),
    SentDate: isSent ? central(found.scheduledMs) : '',
    OwnerUserId: found.ownerUserId,
    FinalApproverUserId: found.approverUserId,
    RecipientCount: count,
    SentCount: isSent ? count : 0,
    SplitCount: 1,
    Splits: [split(found, world)],
    Testers: found.testers,
    LinkTracking: [],
    ModificationHistory: found.history.map(({ description, by, ms }) => ({
      ChangeDescription: description,
      ChangedBy: by,
      ChangedDate: central(ms),
    })),
    DeploymentTypeId: found.typeId,
    DeploymentTypeDescription: typeName(context, found.typeId),
    DeploymentDesignation: 'Newsletter',
  };
  return { trackId: found.trackId, document };
}

function split({ content, list }: Deployment, { switches }: World) {
  const isSeen = switches.splitFields === 'seen';
  return {
    [isSeen ? 'Sequence' : 'SplitNumber']: 1,
    FromName: content?.fromName ?? '',
    FromEmail: content?.mailbox ? `${content.mailbox}@sandbox.example` : '',
    [isSeen ? 'EmailSubject' : 'Subject']: content?.subject ?? '',
    ...(list?.queryName ? { QueryName: list.queryName } : {}),
    ...(list?.recipientList ? { RecipientList: list.recipientList } : {}),
    OutputCriteria: list?.outputCriteria ?? '',
  };
}

function typeName({ brand }: CallContext, id: number): string {
  return brand.types.find((type) => type.id === id)?.name ?? '';
}

/** `GET omail/deployment/approvals/{trackId}/*`: one entry per test sent. */
export function approvals(context: CallContext): Answer {
  const found = find(context);
  const { content } = found;
  const document = {
    Status: statusText(found, context.world),
    ScheduledDate: central(found.scheduledMs),
    RequestedDate: found.requestedDate,
    SplitCount: 1,
    FinalApproverUserId: found.approverUserId,
    Tests: found.tests.map(({ number, sentMs }) => ({
      TestNumber: number,
      SentDate: central(sentMs),
      SentStatus: 'Sent',
      ApprovalStatusCode: 'WAITING',
      TestSplits: [{ SplitNumber: 1, FromName: content?.fromName, Subject: content?.subject }],
    })),
  };
  return { trackId: found.trackId, document };
}

const MAX_RESULTS = 200;

/** `POST omail/deployment/search/*`: no Notes and no CampaignId in its reply. */
export function search(context: CallContext): Answer {
  const { world, brand, body } = context;
  const statuses = Array.isArray(body['Statuses']) ? (body['Statuses'] as string[]) : [];
  const limit = Math.min(Number(body['NumResults'] ?? MAX_RESULTS) || MAX_RESULTS, MAX_RESULTS);
  const found = [...world.deployments.values()].filter(
    (known) =>
      known.brand === brand.abbreviation &&
      world.clock.nowMs() >= known.createdMs + world.switches.searchLagMs &&
      contains(known.name, textOf(body, 'DeploymentName')) &&
      contains(known.trackId, textOf(body, 'TrackId')) &&
      contains(typeName(context, known.typeId), textOf(body, 'Type')) &&
      (statuses.length === 0 || statuses.some((status) => hasStatus(known, status, world))),
  );
  const Deployments = found.slice(-limit).map((known) => ({
    Owner: known.ownerUserId,
    Status: statusText(known, world),
    FinalApprover: known.approverUserId,
    Url: `http://omail.invalid/brand/{brandAbbreviation}/lookup/${known.trackId}/*`,
    DeploymentTypeId: known.typeId,
    DeploymentTypeDescription: typeName(context, known.typeId),
    DeploymentDesignation: 'Newsletter',
    TrackId: known.trackId,
    CreatedDate: central(known.createdMs),
    CreatedBy: known.createdBy,
    ScheduledDate: central(known.scheduledMs),
    SentDate: '',
    DeploymentName: known.name,
  }));
  return { document: { Deployments } };
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function hasStatus(deployment: Deployment, wanted: string, { clock }: World): boolean {
  const status = statusOf(deployment, clock.nowMs()).toUpperCase().replaceAll(' ', '_');
  if (wanted === 'SENT_OR_SENDING') return status === 'SENT' || status === 'SENDING';
  return status === wanted;
}

/** `GET deploymenttypes/*`. */
export function deploymentTypes({ brand }: CallContext): Answer {
  const document = {
    Id: 1,
    Description: `Sandbox of ${brand.abbreviation}`,
    BrandAbbrev: brand.abbreviation,
    DeploymentTypes: brand.types.map(({ id, name, active }) => ({
      Id: id,
      Name: name,
      Description: name,
      LongDescription: name,
      AlternateId: '',
      StatusCode: active ? 1 : 0,
    })),
  };
  return { document };
}
