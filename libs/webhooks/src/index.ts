export { WEBHOOK_DEFAULTS, type WebhookSettings, readWebhooks } from './settings.js';
export { WebhooksModule } from './webhooks.module.js';
export { AddressGuard } from './delivery/address-guard.js';
export { newSecret } from './delivery/secret.js';
