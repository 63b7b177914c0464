export { WEBHOOK_DEFAULTS, type WebhookSettings, readWebhooks } from './settings.js';
export { WebhooksModule } from './webhooks.module.js';
export { AddressGuard } from './delivery/address-guard.js';
export { type Sent, WebhookSender } from './delivery/webhook-sender.js';
export { backOffMs } from './delivery/back-off.js';
export { newSecret } from './delivery/secret.js';
