import { accepted } from './rows/accepted.js';
import { appends } from './rows/appends.js';
import { ceiling } from './rows/ceiling.js';
import { growth } from './rows/growth.js';
import { hook } from './rows/hook.js';
import { lateness } from './rows/lateness.js';
import { newsletter } from './rows/newsletter.js';
import { processes } from './rows/process.js';
import { rebuild } from './rows/rebuild.js';
import { steps } from './rows/steps.js';
import { subscriber } from './rows/subscriber.js';
import type { Case } from './stage/bench.js';

/** Everything that is measured, in the order of the report. */
export const CASES: readonly Case[] = [
  ...accepted,
  ...appends,
  ...ceiling,
  ...newsletter,
  ...steps,
  ...processes,
  ...growth,
  ...subscriber,
  ...lateness,
  ...rebuild,
  ...hook,
];
