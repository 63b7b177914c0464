import type { Incident } from './incident.js';
import { announcementsRefused } from './list/announcements-refused.js';
import { audienceStuck } from './list/audience-stuck.js';
import { brokerBlocked } from './list/broker-blocked.js';
import { brokerStopped } from './list/broker-stopped.js';
import { certificateExpires } from './list/certificate-expires.js';
import { clockJumpedAhead } from './list/clock-jumped.js';
import { connectionsTaken } from './list/connections-taken.js';
import { deployersStopped } from './list/deployers-stopped.js';
import { failed } from './list/failed.js';
import { gatewaysStopped } from './list/gateways-stopped.js';
import { keyRevoked } from './list/key-revoked.js';
import { messageParked } from './list/message-parked.js';
import { missed } from './list/missed.js';
import { notTakenBack } from './list/not-taken-back.js';
import { omedaUnavailable } from './list/omeda-unavailable.js';
import { postgresStopped } from './list/postgres-stopped.js';
import { relayLags } from './list/relay-lags.js';
import { rightRevoked } from './list/right-revoked.js';
import { sentAfterWithdrawal } from './list/sent-after-withdrawal.js';
import { stepsOverdue } from './list/steps-overdue.js';
import { storeFills } from './list/store-fills.js';
import { subscriptionDisabled } from './list/subscription-disabled.js';

/** All of them, in the order of docs/operating.md; incidents that stop servers come last. */
export const INCIDENTS: readonly Incident[] = [
  audienceStuck,
  notTakenBack,
  sentAfterWithdrawal,
  missed,
  failed,
  keyRevoked,
  omedaUnavailable,
  stepsOverdue,
  gatewaysStopped,
  deployersStopped,
  messageParked,
  subscriptionDisabled,
  announcementsRefused,
  connectionsTaken,
  storeFills,
  clockJumpedAhead,
  certificateExpires,
  brokerBlocked,
  rightRevoked,
  relayLags,
  brokerStopped,
  postgresStopped,
];
