import { HashedKey, type OperatorKey, type Sites } from '#sites';
import {
  GATEWAY_SETTINGS,
  type GatewaySettings,
} from '../../../apps/gateway/src/gateway-settings.js';
import type { Gateway } from './fixtures.js';

/** A subscriber's key; its name is the key. */
export const subscriber = (name: string, more: Partial<OperatorKey> = {}): OperatorKey => ({
  key: HashedKey.of(name, 'the test'),
  name,
  role: 'subscribe',
  ...more,
});

/** Replaces those of the sites file. */
export function setOperatorKeys({ app }: Gateway, keys: readonly OperatorKey[]): void {
  const { sites } = app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false });
  (sites as { operatorKeys: Sites['operatorKeys'] }).operatorKeys = [...keys];
}
