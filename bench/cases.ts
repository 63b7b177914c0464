import { accepted } from './rows/accepted.js';
import type { Case } from './stage/bench.js';

/** All that is measured, in the order of the report. */
export const CASES: readonly Case[] = [...accepted];
