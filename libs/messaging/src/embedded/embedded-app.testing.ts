import type { RunningApp, StartOptions, TickHandler } from '../conformance/harness.testing.js';
import { startTickApp } from '../conformance/tick-app.testing.js';
import { EmbeddedStrategy } from './embedded.strategy.js';
import { mortal } from './mortal.testing.js';
import type { TickSource } from './tick-source.js';

/** Longer than any spec holds a tick on purpose, so that none shows up twice by accident. */
const VISIBILITY_MS = 60_000;

/** A process with the embedded transport on a source, which can die. */
export async function startEmbeddedApp(
  sourceFor: (visibilityMs: number) => TickSource,
  handler: TickHandler | undefined,
  { visibilityMs = VISIBILITY_MS, ...settings }: StartOptions,
): Promise<RunningApp> {
  const { source, die } = mortal(sourceFor(visibilityMs));
  const strategy = new EmbeddedStrategy({ source, redeliveryMs: 5, ...settings });
  const app = await startTickApp(strategy, handler);
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
