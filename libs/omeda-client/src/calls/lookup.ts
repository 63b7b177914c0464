import { type Fields, count, instant, records, text } from '../reading.js';
import { type DeploymentStatus, normalStatus } from '../status.js';
import { unreadable } from '../errors/unreadable.js';
import { withoutUndefined } from '../without-undefined.js';
import type { CallOptions, Connection } from '../wire.js';

export type Modification = { description: string; by?: string; at?: string };

/** A deployment as Omeda has it. Instants are ISO, UTC. */
export type DeploymentDetails = {
  trackId: string;
  name: string;
  status: DeploymentStatus;
  deploymentTypeId?: number;
  campaignId?: string;
  notes?: string;
  ownerUserId?: string;
  approverUserId?: string;
  createdAt?: string;
  scheduledAt?: string;
  /** The date in Omeda's own words: US Central time. */
  scheduledDate?: string;
  sentAt?: string;
  recipientCount?: number;
  sentCount?: number;
  /** Of the first split. */
  queryName?: string;
  /** Of the query; empty for none, omitted if Omeda does not say. */
  outputCriteria?: string;
  subject?: string;
  modificationHistory: Modification[];
  bounceCount?: number;
  totalOpens?: number;
  uniqueOpens?: number;
  totalClicks?: number;
  uniqueClicks?: number;
  links: LinkClicks[];
};

export type LinkClicks = { url: string; clicks: number; uniqueClicks?: number };

/**
 * One deployment (GET omail/deployment/lookup/{trackId}).
 * @throws {OmedaError} class not-found; a new deployment may not be visible at once.
 */
export async function lookup(
  { send }: Connection,
  trackId: string,
  options?: CallOptions,
): Promise<DeploymentDetails> {
  const path = ['omail', 'deployment', 'lookup', trackId];
  const reply = await send({ call: 'lookup', method: 'GET', path }, options);
  const status = text(reply, 'Status');
  if (!status) throw unreadable('lookup', 'no Status');
  const found = {
    trackId: text(reply, 'TrackId') ?? trackId,
    name: text(reply, 'DeploymentName') ?? '',
    status: normalStatus(status),
    deploymentTypeId: count(reply, 'DeploymentTypeId'),
    campaignId: text(reply, 'CampaignId'),
    notes: text(reply, 'Notes'),
    ownerUserId: text(reply, 'OwnerUserId'),
    approverUserId: text(reply, 'FinalApproverUserId'),
    createdAt: instant(reply, 'CreatedDate'),
    scheduledAt: instant(reply, 'ScheduledDate'),
    scheduledDate: text(reply, 'ScheduledDate'),
    sentAt: instant(reply, 'SentDate'),
    recipientCount: count(reply, 'RecipientCount'),
    sentCount: count(reply, 'SentCount'),
    ...ofFirstSplit(reply),
    modificationHistory: records(reply, 'ModificationHistory').map(modification),
    bounceCount: count(reply, 'BounceCount'),
    totalOpens: count(reply, 'TotalOpens'),
    uniqueOpens: count(reply, 'UniqueOpens'),
    totalClicks: count(reply, 'TotalClicks'),
    uniqueClicks: count(reply, 'UniqueClicks'),
    links: records(reply, 'LinkTracking').flatMap(link),
  };
  return withoutUndefined(found);
}

type OfSplit = Pick<DeploymentDetails, 'queryName' | 'outputCriteria' | 'subject'>;

function ofFirstSplit(reply: Fields): OfSplit {
  const splits = records(reply, 'Splits');
  const first = splits.find((split) => count(split, 'SplitNumber', 'Sequence') === 1) ?? splits[0];
  if (!first) return {};
  return withoutUndefined({
    queryName: text(first, 'QueryName'),
    outputCriteria: 'OutputCriteria' in first ? criteriaOf(first) : undefined,
    subject: text(first, 'Subject', 'EmailSubject'),
  });
}

function criteriaOf(split: Fields): string {
  return text(split, 'OutputCriteria')?.trim() ?? '';
}

function link(entry: Fields): LinkClicks[] {
  const url = text(entry, 'LinkUrl');
  if (!url) return [];
  const uniqueClicks = count(entry, 'UniqueClickCount');
  const clicks = count(entry, 'ClickCount') ?? uniqueClicks ?? 0;
  return [{ url, clicks, ...(uniqueClicks === undefined ? {} : { uniqueClicks }) }];
}

function modification(entry: Fields): Modification {
  const by = text(entry, 'ChangedBy');
  const at = instant(entry, 'ChangedDate');
  const description = text(entry, 'ChangeDescription') ?? '';
  return { description, ...(by ? { by } : {}), ...(at ? { at } : {}) };
}
