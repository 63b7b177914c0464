import type { Environment } from '#process';
import type { ReconcileSettings } from './reconcile.js';

/** Where messages go: to all of these. */
export type Recipients = {
  emails: readonly string[];
  webhook?: { url: string; secret: string };
};

export type NotificationSettings = ReconcileSettings & {
  operators: Recipients;
  /** Without it nobody gets mail. */
  mail?: { smtpUrl: string; from: string };
  /** How often problems are checked. Milliseconds, as all that follow. */
  checkMs: number;
  /** Longer than any message takes. */
  leaseMs: number;
  backOffMs: number;
  backOffLimitMs: number;
  /** What could not be sent for this long is dropped. */
  giveUpMs: number;
  /** How long the store may be unavailable before people are notified. */
  storeAwayMs: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const NOTIFICATION_DEFAULTS: NotificationSettings = {
  operators: { emails: [] },
  digestMs: MINUTE_MS,
  goneMs: MINUTE_MS,
  reminderMs: 24 * HOUR_MS,
  growMs: 5 * MINUTE_MS,
  checkMs: MINUTE_MS / 2,
  leaseMs: 2 * MINUTE_MS,
  backOffMs: MINUTE_MS,
  backOffLimitMs: HOUR_MS,
  giveUpMs: 72 * HOUR_MS,
  storeAwayMs: 2 * MINUTE_MS,
};

const EMAIL = /^[^\s@,<>]+@[^\s@,<>]+$/;
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

/** NOTIFY_…, checked. A fault never repeats a secret. */
export function readNotifications(environment: Environment): NotificationSettings {
  const { faults } = environment;
  const emails = (environment.text('NOTIFY_EMAILS') ?? '').split(',').map((one) => one.trim());
  const named = emails.filter((one) => one !== '');
  if (!named.every((one) => EMAIL.test(one))) {
    faults.push('NOTIFY_EMAILS must be email addresses, separated by commas.');
  }
  const hours = environment.number('NOTIFY_REMINDER_HOURS', 24, { min: 0, max: 720 });
  const mail = readMail(environment);
  if (named.length > 0 && !mail)
    faults.push('NOTIFY_EMAILS needs NOTIFY_SMTP_URL and NOTIFY_FROM.');
  const webhook = readWebhook(environment);
  return {
    ...NOTIFICATION_DEFAULTS,
    operators: { emails: named, ...(webhook ? { webhook } : {}) },
    reminderMs: hours * HOUR_MS,
    ...(mail ? { mail } : {}),
  };
}

function readMail(environment: Environment): NotificationSettings['mail'] {
  const smtpUrl = environment.secret('NOTIFY_SMTP_URL');
  const from = environment.text('NOTIFY_FROM');
  if (!smtpUrl && !from) return undefined;
  if (!smtpUrl || !/^smtps?:\/\/[^/]/.test(smtpUrl) || !URL.canParse(smtpUrl)) {
    environment.faults.push('NOTIFY_SMTP_URL must be smtp://user:password@host:587 (or smtps://).');
  }
  if (!from || !EMAIL.test(from)) {
    environment.faults.push('NOTIFY_FROM must be the email address that messages come from.');
  }
  return { smtpUrl: smtpUrl ?? '', from: from ?? '' };
}

function readWebhook(environment: Environment): Recipients['webhook'] {
  const url = environment.url('NOTIFY_WEBHOOK_URL');
  const secret = environment.secret('NOTIFY_WEBHOOK_SECRET');
  if (!url && !secret) return undefined;
  if (!url || !secret || !SECRET.test(secret)) {
    environment.faults.push(
      'NOTIFY_WEBHOOK_URL needs NOTIFY_WEBHOOK_SECRET: whsec_ and what "openssl rand -base64 32" prints.',
    );
  }
  return { url: url ?? '', secret: secret ?? '' };
}
