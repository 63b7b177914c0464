import { type AttentionKind, UNWANTED_MS } from '#event-store';
import { type Condition, NOTIFICATION_DEFAULTS } from '#notifications';
import type { Check } from '../operations/doctor/check.js';

type Alert = Pick<Condition, 'alert' | 'level' | 'afterMs' | 'inLog'>;
/** `forMs`: so long after it happened last people are told of it; nothing else ends it. */
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

/** Deployers, subscriptions, and connections say so themselves when it happens. */
const said = (alert: Alert, inLog: Condition['inLog'] = 'error'): Alert => ({ ...alert, inLog });

/** What newsletters need a person for at once, as deploy/prometheus/alerts.yml has it. */
export const OF_NEWSLETTERS: Partial<Record<AttentionKind, OfNewsletters>> = {
  'not-taken-back': page('NewsletterNotTakenBack', 0),
  missed: said(page('NewsletterMissed', 0)),
  failed: said(ticket('NewsletterFailed', 1)),
  'brand-held': said(page('BrandHeld', 5), 'warning'),
  // They are late after two minutes already.
  late: page('StepsOverdue', 5),
  'sent-after-withdrawal': {
    ...said(page('NewsletterSentAfterWithdrawal', 0)),
    forMs: UNWANTED_MS,
  },
};

/** Whatever the reason is: no step is due, one failed, a person holds it, or something is missing. */
export const NOT_SCHEDULED = page('NewsletterNotScheduled', 3);

/** So near a send time the rule has it. */
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

/** The groups of newsletters tell of these, each with its cause. */
const SHOWN_BY_GROUPS = [
  'not taken back',
  'next send',
  'sent after withdrawal',
  'failed',
  'missed',
  'due steps',
];

/** Every alert that people are told of without Prometheus. */
export const ALERTS = [
  ...Object.values(OF_NEWSLETTERS),
  ...Object.values(OF_CHECKS),
  NOT_SCHEDULED,
  BLOCKED,
  // Told by who last could reach the store.
  page('StoreDown', NOTIFICATION_DEFAULTS.storeAwayMs / MINUTE_MS),
];

/** Undefined for what is told otherwise. What has no rule in Prometheus is told by the name of its check. */
export function alertOf({ name, words }: Check): Alert | undefined {
  if (SHOWN_BY_GROUPS.includes(name)) return undefined;
  if (name === 'broker' && words.startsWith('RabbitMQ blocks publishers')) return BLOCKED;
  return OF_CHECKS[name.split(' ')[0] ?? ''] ?? page(name, 1);
}

/** Without the broker nobody knows how these are. */
const AT_THE_BROKER = ['deployers', 'parked', 'topology', 'right', 'certificate'];
/** Nor these, without its management API. */
const AT_ITS_MANAGEMENT = ['queue', 'network'];

/** Whether nobody can say right now how it is with what this check finds. */
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
