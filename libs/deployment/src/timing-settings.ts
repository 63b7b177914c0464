import { TIMING, type Timing, scaled } from './timing.js';

type Settings = Record<string, string | undefined>;

const MS_PER_SECOND = 1_000;
/** A week: nobody needs more, and timers end at 24 days. */
const LIMIT_SECONDS = 7 * 24 * 60 * 60;

/** `createDebounceMs` is set by CREATE_DEBOUNCE_SECONDS, and so on. */
export function settingOf(delay: keyof Timing): string {
  const words = delay.replace(/Ms$/, '').replace(/([A-Z])/g, '_$1');
  return `${words.toUpperCase()}_SECONDS`;
}

/**
 * All delays: the defaults, multiplied by `factor`, each replaced by its own setting, if there is
 * one. A setting that is no number of seconds is added to `faults`, with the cure.
 */
export function timingFrom(settings: Settings, factor: number, faults: string[]): Timing {
  const timing = scaled(factor);
  for (const delay of Object.keys(TIMING) as (keyof Timing)[]) {
    const name = settingOf(delay);
    const text = settings[name]?.trim();
    if (!text) continue;
    const seconds = Number(text);
    if (seconds >= 0 && seconds <= LIMIT_SECONDS) timing[delay] = seconds * MS_PER_SECOND;
    else {
      const usual = TIMING[delay] / MS_PER_SECOND;
      faults.push(
        `${name} must be a number of seconds from 0 to ${LIMIT_SECONDS} (default ${usual}).`,
      );
    }
  }
  return timing;
}
