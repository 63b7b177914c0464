import { type Deployment, statusOf } from '../model/deployment.js';
import { Refusal } from '../model/refusal.js';
import type { World } from '../model/world.js';
import type { Answer, CallContext } from './call.js';
import { linkTracking, readersOf } from './readers.js';
import { replyUrl } from './reply-url.js';
import { central, sentMs, statusText, typeName, yesOrNo } from './written.js';

/** The deployment at the end of a path; a new one may not be visible at once. */
export function findByPath({ world, brand, path }: CallContext): Deployment {
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
  const found = findByPath(context);
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
    SentDate: central(sentMs(found, world)),
    ApprovalDate: '',
    OwnerUserId: found.ownerUserId,
    FinalApproverUserId: found.approverUserId,
    ...counts(found, world),
    SplitCount: 1,
    Splits: [split(found, world)],
    Testers: found.testers.map((tester) => ({
      ...tester,
      ReportRecipient: yesOrNo(tester.ReportRecipient, world.switches),
    })),
    LinkTracking: linkTracking(found, world),
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

function counts(found: Deployment, world: World) {
  const nowMs = world.clock.nowMs();
  const status = statusOf(found, nowMs);
  const isLoaded = found.list !== undefined && nowMs >= found.list.readyMs;
  const count = isLoaded && found.list?.outcome !== 'ERROR' ? (found.list?.count ?? 0) : 0;
  return {
    RecipientCount: count,
    SentCount: status === 'Sent' ? count : 0,
    SendingCount: status === 'Sending' ? count : 0,
    RetryCount: 0,
    ...readersOf(found, world),
  };
}

function split({ trackId, brand, content, list }: Deployment, world: World) {
  const isSeen = world.switches.splitFields === 'seen';
  const url = (kind: string) => replyUrl(world, brand, `content/lookup/${kind}/${trackId}/1`);
  return {
    [isSeen ? 'Sequence' : 'SplitNumber']: 1,
    FromName: content?.fromName ?? '',
    FromEmail: content?.mailbox ? `${content.mailbox}@sandbox.example` : '',
    [isSeen ? 'EmailSubject' : 'Subject']: content?.subject ?? '',
    ...(list?.queryName ? { QueryName: list.queryName } : {}),
    ...(list?.recipientList ? { RecipientList: list.recipientList } : {}),
    OutputCriteria: list?.outputCriteria ?? '',
    HtmlContentUrl: url('html'),
    TextContentUrl: url('text'),
  };
}
