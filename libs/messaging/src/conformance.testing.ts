import { describe } from 'vitest';
import { describeDelivery } from './conformance/delivery.testing.js';
import type { TransportHarness } from './conformance/harness.testing.js';
import { describeNest } from './conformance/nest.testing.js';
import { describeOrder } from './conformance/order.testing.js';
import { describePoison } from './conformance/poison.testing.js';
import { describeRedelivery } from './conformance/redelivery.testing.js';
import { describeShutdown } from './conformance/shutdown.testing.js';
import { useStage } from './conformance/stage.testing.js';

export type {
  RunningApp,
  StartOptions,
  WakeUpHandler,
  TransportHarness,
  Wake,
} from './conformance/harness.testing.js';
export { startWakeUpApp } from './conformance/wake-up-app.testing.js';

/** Above the stage's own deadline, so that a broken promise is shown rather than a time-out. */
const SPEC_TIMEOUT_MS = 60_000;

/** The promises every transport of wake-ups keeps. `makeHarness` is called for each spec. */
export function describeTransport(
  name: string,
  makeHarness: () => Promise<TransportHarness>,
): void {
  describe(`${name} transport`, { timeout: SPEC_TIMEOUT_MS }, () => {
    const stage = useStage(makeHarness);
    describeDelivery(stage);
    describeOrder(stage);
    describeRedelivery(stage);
    describePoison(stage);
    describeShutdown(stage);
    describeNest(stage);
  });
}
