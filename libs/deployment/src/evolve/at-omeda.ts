import type { EffectStep, Notice } from '#events';
import type { Instant } from '../instant.js';
import type { AtOmeda, Deployment } from '../state.js';
import { without } from './evolvers.js';

/** Changes what Omeda has; without a deployment there, a fact about it changes nothing. */
export function atOmeda(state: Deployment, change: (omeda: AtOmeda) => AtOmeda): Deployment {
  return state.omeda ? { ...state, omeda: change(state.omeda) } : state;
}

/** What Omeda has, without the named optional fields. */
export function omedaWithout<K extends keyof AtOmeda>(omeda: AtOmeda, ...fields: K[]): AtOmeda {
  const copy = { ...omeda };
  for (const field of fields) delete copy[field];
  return copy;
}

/** After an outcome that reports what Omeda has: nothing runs, nothing is unresolved. */
export function ended(state: Deployment): Deployment {
  return { ...without(state, 'running', 'unresolved'), silentStarts: 0 };
}

/** After a step succeeded. */
export function done(state: Deployment, step: EffectStep, at: Instant): Deployment {
  return { ...without(ended(state), 'erred'), lastOutcomeAt: at, lastOutcome: step };
}

/** Omeda was searched: no search is needed any more. */
export function soughtBy(state: Deployment): Deployment {
  const { sought } = state;
  return sought ? { ...state, sought: { ...sought, isDue: false } } : state;
}

/** Omeda's warnings with those of one step replaced. */
export function warningsOf(omeda: AtOmeda, step: string, warnings: Notice[]): Notice[] {
  const others = omeda.warnings.filter(({ field }) => field !== step);
  return [...others, ...warnings.map((notice) => ({ ...notice, field: step }))];
}
