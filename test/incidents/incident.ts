import type { Stage, StageOptions } from './stage.js';

/**
 * One incident, how it is injected and healed, and where each of our windows must show it. If no gateway
 * is left, nothing can.
 */
export type Incident = {
  name: string;
  /** The rule of deploy/prometheus/alerts.yml that fires. */
  alert: string;
  stage?: StageOptions;
  inject(stage: Stage): Promise<void>;
  /** A finding of `newsletter doctor` that is not ok, with its cure. */
  doctor?: { check: RegExp; words: RegExp; cure: RegExp };
  /** What a page of the console shows, until it is healed. */
  console?: { path: '/console' | '/console/operations'; text: RegExp };
  /** A line of the log of gateway or deployer. */
  log?: RegExp;
  heal(stage: Stage): Promise<void>;
};
