import type { NotificationSettings } from '#notifications';
import type { Sites } from '#sites';
import { type Check, warning } from './check.js';

type Asked = {
  settings: Pick<NotificationSettings, 'mail'>;
  sites: Sites['sites'];
  /** Messages that are not sent yet. */
  waiting: number;
};

/** Why people might not be notified of problems. */
export function notificationChecks({ settings, sites, waiting }: Asked): Check[] {
  const checks: Check[] = [];
  const named = [...sites.values()].filter(({ notify }) => notify && notify.emails.length > 0);
  if (named.length > 0 && !settings.mail) {
    const words = `No email can be sent to the people of ${named.map(({ id }) => id).join(', ')}.`;
    checks.push(warning('notifications', words, 'set NOTIFY_SMTP_URL and NOTIFY_FROM.'));
  }
  if (waiting > 0) {
    const many = waiting === 1 ? '1 notification' : `${waiting} notifications`;
    const words = `${many} could not be sent yet.`;
    const cure =
      'check the mail server, the addresses, and the webhook. The log of the gateway says which.';
    checks.push(warning('notifications', words, cure));
  }
  return checks;
}
