import { v4 as uuid } from 'uuid';
import type { Delivered } from './delivered.js';
import type { Names } from '../topology/names.js';
import type { Outgoing } from './outgoing.js';
import { wakeUpHeaders } from './wake-up-message.js';

/** Shown on a screen, and headers end at 64 KiB. */
export const REASON_CHARS = 1_000;

/** The headers that say why something is parked. */
export const PARKED_HEADERS = {
  error: 'nl-error',
  attempts: 'nl-attempts',
  source: 'nl-source-queue',
  deployment: 'nl-deployment',
} as const;

/** What goes to the dead letters in place of a message in progress, with the reason. */
export function parkedCopy(
  { message, wakeUp, deliveries }: Delivered,
  { names, reason }: { names: Names; reason: string },
): Outgoing {
  const { properties, fields, content } = message;
  return {
    exchange: names.dead,
    routingKey: fields.routingKey,
    content,
    contentType: String(properties.contentType ?? 'application/json'),
    // Its own id, so that a duplicate copy is recognized.
    messageId: String(properties.messageId ?? uuid()),
    type: String(properties.type ?? 'unknown'),
    ...(wakeUp ? { correlationId: wakeUp.deploymentId } : {}),
    headers: {
      ...(wakeUp
        ? { ...wakeUpHeaders(wakeUp), [PARKED_HEADERS.deployment]: wakeUp.deploymentId }
        : {}),
      [PARKED_HEADERS.error]: reason.slice(0, REASON_CHARS),
      [PARKED_HEADERS.attempts]: deliveries,
      [PARKED_HEADERS.source]: names.deployer,
    },
    mandatory: true,
  };
}
