import { ROUTES } from '../http/routes.js';
import {
  COUNT,
  FLAG,
  type FieldRule,
  type FieldRules,
  MILLISECONDS,
  TEXT,
  checkFields,
  object,
  oneOf,
} from './check-fields.js';
import { LIST_OUTCOMES } from './deployment.js';
import type { Fault } from './faults.js';
import { PORTAL_ACTIONS } from './portal.js';
import { SWITCH_WAYS, type Switches } from './switches.js';

const SHARE: FieldRule = {
  fits: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  must: 'be a share from 0 to 1',
};
const STATUS: FieldRule = {
  fits: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  must: 'be an HTTP status from 200 to 599',
};
const TEXTS: FieldRule = {
  fits: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  must: 'be a list of texts',
};
const INSTANT: FieldRule = {
  fits: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  must: 'be an instant like 2026-11-24T14:00:00Z',
};

export const PORTAL_RULES: FieldRules = { action: oneOf(...PORTAL_ACTIONS), at: INSTANT };

const FAULT_RULES: { [F in keyof Required<Fault>]: FieldRule } = {
  call: oneOf(...ROUTES.map(({ name }) => name)),
  brand: TEXT,
  match: TEXT,
  status: STATUS,
  text: TEXT,
  retryAfter: TEXT,
  when: oneOf('before', 'after'),
  delayMs: MILLISECONDS,
  drop: FLAG,
  hang: FLAG,
  portal: object(PORTAL_RULES),
  audience: object({ outcome: oneOf(...LIST_OUTCOMES), loadMs: MILLISECONDS }),
  warnings: TEXTS,
  count: COUNT,
  forever: FLAG,
  rate: SHARE,
};

const SWITCH_RULES: { [S in keyof Switches]: FieldRule } = {
  ...(Object.fromEntries(
    Object.entries(SWITCH_WAYS).map(([name, ways]) => [name, oneOf(...ways)]),
  ) as Record<keyof typeof SWITCH_WAYS, FieldRule>),
  lookupLagMs: MILLISECONDS,
  searchLagMs: MILLISECONDS,
};

/** @throws {BadField} */
export const readFault = (value: unknown): Fault => checkFields(value, FAULT_RULES);

/** @throws {BadField} */
export const readSwitches = (value: unknown): Partial<Switches> => checkFields(value, SWITCH_RULES);
