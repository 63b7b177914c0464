import type { RunningApp, StartOptions, WakeUpHandler } from '../conformance/harness.testing.js';
import { startWakeUpApp } from '../conformance/wake-up-app.testing.js';
import { EmbeddedStrategy } from './embedded.strategy.js';
import { mortal } from './mortal.testing.js';
import type { WakeUpSource } from './wake-up-source.js';

/** Longer than any spec holds a wake-up on purpose, so that none reappears by accident. */
const VISIBILITY_MS = 60_000;

/** A mortal process with the embedded transport on a source. */
export async function startEmbeddedApp(
  sourceFor: (visibilityMs: number) => WakeUpSource,
  handler: WakeUpHandler | undefined,
  { visibilityMs = VISIBILITY_MS, ...settings }: StartOptions,
): Promise<RunningApp> {
  const { source, die } = mortal(sourceFor(visibilityMs));
  const strategy = new EmbeddedStrategy({ source, redeliveryMs: 5, ...settings });
  const app = await startWakeUpApp(strategy, handler);
  let isDead = false;
  return {
    strategy,
    trace: app.trace,
    close: async () => (isDead ? undefined : app.close()),
    crash: async () => {
      isDead = true;
      die();
    },
  };
}
