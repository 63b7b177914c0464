import {
  type BeforeApplicationShutdown,
  Inject,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { EventStore, NotificationRecords } from '#event-store';
import { Messenger, Notifier, OPERATORS, type Recipients } from '#notifications';
import { WebhookSender } from '#webhooks';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { OperationsModule } from '../operations/operations.module.js';
import { StandingReader } from './standing.js';

/** Notifies people of problems, by email and signed requests. */
@Module({ imports: [OperationsModule], providers: [StandingReader] })
export class NotificationsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly notifier: Notifier;

  constructor(
    store: EventStore,
    records: NotificationRecords,
    standing: StandingReader,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {
    const { notifications, webhooks } = settings;
    this.notifier = new Notifier({
      store,
      records,
      messenger: new Messenger(notifications, new WebhookSender(webhooks)),
      settings: notifications,
      targets: () => this.targets(),
      standingOf: (target) => standing.of(target),
    });
  }

  onApplicationBootstrap(): void {
    this.notifier.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.notifier.close();
  }

  /** Read at each check, since sites may change while the process runs. */
  private targets(): ReadonlyMap<string, Recipients> {
    const { notifications, sites } = this.settings;
    const all: [string, Recipients][] = [
      [OPERATORS, notifications.operators],
      ...[...sites.sites.values()].flatMap(({ id, notify }): [string, Recipients][] => {
        if (!notify) return [];
        const { emails, webhook } = notify;
        const revealed = webhook && { url: webhook.url, secret: webhook.secret.reveal() };
        return [[id, { emails, ...(revealed ? { webhook: revealed } : {}) }]];
      }),
    ];
    return new Map(all.filter(([, { emails, webhook }]) => emails.length > 0 || webhook));
  }
}
