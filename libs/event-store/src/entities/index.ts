import { BrandStatusEntity } from './brand-status.entity.js';
import { DeploymentStatusEntity } from './deployment-status.entity.js';
import { EventEntity } from './event.entity.js';
import { SnapshotEntity } from './snapshot.entity.js';
import { TickEntity } from './tick.entity.js';
import { WebhookReceiptEntity } from './webhook-receipt.entity.js';

export const ENTITIES = [
  EventEntity,
  DeploymentStatusEntity,
  BrandStatusEntity,
  SnapshotEntity,
  TickEntity,
  WebhookReceiptEntity,
];
