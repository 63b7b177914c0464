import { type AttentionKind, UNWANTED_MS } from '#event-store';
import { type Condition, NOTIFICATION_DEFAULTS } from '#notifications';
import type { Check } from '../operations/doctor/check.js';

type Alert = Pick<Condition, 'alert' | 'level' | 'afterMs' | 'inLog'>;
/** `forMs`: how long after the last occurrence people are notified; nothing else ends it. */
type OfNewsletters = Alert & { forMs?: number };

const MINUTE_MS = 60_000;
const page = (alert: string, minutes: number): Alert => ({
  alert,
  level: 'page',
  afterMs: minutes * MINUTE_MS,
});
const ticket = (alert: string, minutes: number): Alert => ({
  ...page(alert, minutes),
  level: 'ticket',
});

/** Deployers, subscriptions, and connections log these themselves. */
const said = (alert: Alert, inLog: Condition['inLog'] = 'error'): Alert => ({ ...alert, inLog });

/** Problems of newsletters that need a person at once, as in deploy/prometheus/alerts.yml. */
export const OF_NEWSLETTERS: Partial<Record<AttentionKind, OfNewsletters>> = {
  'not-taken-back': page('NewsletterNotTakenBack', 0),
  missed: said(page('NewsletterMissed', 0)),
  failed: said(ticket('NewsletterFailed', 1)),
  'brand-held': said(page('BrandHeld', 5), 'warning'),
  // They are late after two minutes.
  late: page('StepsOverdue', 5),
  'sent-after-withdrawal': {
    ...said(page('NewsletterSentAfterWithdrawal', 0)),
    forMs: UNWANTED_MS,
  },
};

/** For any reason: no step is due, one failed, a person holds it, or something is missing. */
export const NOT_SCHEDULED = page('NewsletterNotScheduled', 3);

/** How close to the send time the rule fires. */
export const SOON_MS = 10 * MINUTE_MS;

/** By the first word of the doctor's check. */
const OF_CHECKS: Record<string, Alert> = {
  deployers: page('NobodyTakesWakeUps', 2),
  parked: said(ticket('MessagesParked', 0)),
  subscription: said(ticket('SubscriptionDisabled', 0)),
  announcements: ticket('AnnouncementsRefused', 0),
  right: page('BrokerRightsLost', 0),
  broker: said(page('BrokerUnreachable', 5), 'warning'),
  relay: ticket('RelayLag', 5),
  connections: ticket('StoreNearItsConnections', 5),
  space: ticket('StoreNearItsLimit', 10),
  clock: said(page('ClockUnsteady', 1)),
  certificate: ticket('CertificateExpires', 60),
};

const BLOCKED = said(page('BrokerBlocked', 1));

/** The groups of newsletters report these, each with its cause. */
const SHOWN_BY_GROUPS = [
  'not taken back',
  'next send',
  'sent after withdrawal',
  'failed',
  'missed',
  'due steps',
];

/** Every alert that is sent without Prometheus. */
export const ALERTS = [
  ...Object.values(OF_NEWSLETTERS),
  ...Object.values(OF_CHECKS),
  NOT_SCHEDULED,
  BLOCKED,
  // Sent by the last to reach the store.
  page('StoreDown', NOTIFICATION_DEFAULTS.storeAwayMs / MINUTE_MS),
];

/** Undefined for what is reported elsewhere. Without a rule in Prometheus, it has the name of its check. */
export function alertOf({ name, words }: Check): Alert | undefined {
  if (SHOWN_BY_GROUPS.includes(name)) return undefined;
  if (name === 'broker' && words.startsWith('RabbitMQ blocks publishers')) return BLOCKED;
  return OF_CHECKS[name.split(' ')[0] ?? ''] ?? page(name, 1);
}

/** Without the broker, the state of these is unknown. */
const AT_THE_BROKER = ['deployers', 'parked', 'topology', 'right', 'certificate'];
/** These need its management API. */
const AT_ITS_MANAGEMENT = ['queue', 'network'];

/** Whether the state that this check reports is unknown now. */
export function isOfUnknown(checkName: string, checks: readonly Check[]): boolean {
  const kind = checkName.split(' ')[0] ?? '';
  const isAway = checks.some(
    (one) => one.state === 'fault' && alertOf(one)?.alert === 'BrokerUnreachable',
  );
  const isSilent = checks.some(({ name, state }) => name === 'queues' && state === 'warning');
  const unknown = [
    ...(isAway ? [...AT_THE_BROKER, ...AT_ITS_MANAGEMENT] : []),
    ...(isSilent ? AT_ITS_MANAGEMENT : []),
  ];
  return unknown.includes(kind);
}
