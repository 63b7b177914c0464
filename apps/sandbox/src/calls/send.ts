import { parseCentralDate, toCentralDate } from '../model/central.js';
import { type Deployment, statusOf } from '../model/deployment.js';
import { Refusal, refuse } from '../model/refusal.js';
import type { Answer, CallContext } from './call.js';
import {
  checkAudience,
  checkRecipients,
  checkEditable,
  checkNotFinal,
  checkPortal,
  findDeployment,
  note,
  requireFields,
  textOf,
} from './checks.js';
import { checkMerge } from './merge.js';

const NOTHING_TO_TEST = 'There are no splits that are ready or approved for testing.';

/** `POST omail/deployment/sendtest/*`. */
export function sendTest(context: CallContext): Answer {
  const { body, world } = context;
  requireFields(body, 'UserId', 'TrackId');
  const deployment = findDeployment(context);
  checkEditable(context, deployment);
  if (!deployment.approverUserId) refuse('There is no final approver assigned to this deployment.');
  if (!deployment.list && !deployment.content) refuse(NOTHING_TO_TEST);
  checkMessage(deployment);
  if (!deployment.list) refuse(NOTHING_TO_TEST);
  checkAudience(context, deployment);
  checkMerge(deployment);
  const number = deployment.tests.length + 1;
  deployment.tests.push({ number, sentMs: world.clock.nowMs() });
  deployment.testedVersion = deployment.contentVersion;
  deployment.status = world.switches.statusAfterTest;
  note(context, deployment, `Test ${number} sent.`);
  return { trackId: deployment.trackId, warnings: [] };
}

/** `POST omail/deployment/schedule/*`. */
export function schedule(context: CallContext): Answer {
  const { body, world } = context;
  requireFields(body, 'UserId', 'TrackId', 'ScheduledDate');
  const deployment = findDeployment(context);
  checkPortal(deployment);
  checkMayChangeSchedule(context, deployment, 'schedule');
  checkNotFinal(context, deployment);
  const { trackId } = deployment;
  if (deployment.status === 'Scheduled') {
    refuse(
      `Deployment '${trackId}' is currently scheduled for ${toCentralDate(deployment.scheduledMs ?? 0)}. You must first unschedule the deployment if you wish to re-schedule.`,
    );
  }
  checkAudience(context, deployment);
  checkRecipients(deployment);
  checkMessage(deployment);
  if (deployment.testedVersion !== deployment.contentVersion) {
    refuse('The e-mail message has been modified.');
  }
  checkMerge(deployment);
  const date = textOf(body, 'ScheduledDate');
  const nowMs = world.clock.nowMs();
  const scheduledMs = date === '[NOW]' ? nowMs : parseCentralDate(date);
  const isFuture = scheduledMs !== undefined && (date === '[NOW]' || scheduledMs > nowMs);
  if (scheduledMs === undefined || !isFuture) refuse('The scheduled date must be in the future.');
  deployment.scheduledMs = scheduledMs;
  deployment.status = 'Scheduled';
  note(context, deployment, `Scheduled for ${date}.`);
  return { trackId, did: { scheduledAt: new Date(scheduledMs).toISOString() } };
}

/** `POST omail/deployment/unschedule/*`. */
export function unschedule(context: CallContext): Answer {
  requireFields(context.body, 'UserId', 'TrackId');
  const deployment = findDeployment(context);
  checkPortal(deployment);
  checkMayChangeSchedule(context, deployment, 'unschedule');
  checkNotFinal(context, deployment);
  if (statusOf(deployment, context.world.clock.nowMs()) !== 'Scheduled') {
    refuse(`Deployment '${deployment.trackId}' is not currently scheduled.`);
  }
  delete deployment.scheduledMs;
  deployment.status = context.world.switches.statusAfterUnschedule;
  note(context, deployment, 'Unscheduled.');
  return { trackId: deployment.trackId };
}

/** `POST omail/deployment/cancel/*`: final. */
export function cancel(context: CallContext): Answer {
  requireFields(context.body, 'UserId', 'TrackId');
  const deployment = findDeployment(context);
  checkPortal(deployment);
  checkMayChangeSchedule(context, deployment, 'cancel');
  checkNotFinal(context, deployment);
  delete deployment.scheduledMs;
  deployment.status = 'Cancelled';
  note(context, deployment, 'Cancelled.');
  return { trackId: deployment.trackId };
}

function checkMessage({ content }: Deployment): void {
  if (!content?.html && !content?.text) refuse('There is no Message Body (HTML) on Split 1.');
  if (!content.fromName) refuse('From Name is missing from Split 1.');
  if (!content.mailbox) refuse('Mailbox is missing from Split 1.');
  if (!content.subject) refuse('Subject is missing from Split 1.');
}

function checkMayChangeSchedule(
  { body, brand }: CallContext,
  { trackId, ownerUserId, approverUserId }: Deployment,
  verb: string,
): void {
  const user = textOf(body, 'UserId');
  const isActive = brand.users.some(({ id, active }) => id === user && active);
  if (!isActive || (user !== ownerUserId && user !== approverUserId)) {
    throw new Refusal(403, [
      `UserId '${user}' is not authorized to ${verb} deployment '${trackId}'.`,
    ]);
  }
}
