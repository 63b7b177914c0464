import type { DeploymentFilter } from '#event-store';
import { checked } from '../../fields/faults.js';
import { Optional } from '../../fields/field.js';
import { INSTANT, text } from '../../fields/rules.js';
import { refuseFaults } from '../../problem/problem.js';

/** Which results to export; all filters apply. */
export class ResultsQueryDto {
  @Optional(text({ max: 64 }))
  site?: string;

  @Optional(text({ max: 40 }))
  brand?: string;

  /** Only what was to be sent at this time or later. */
  @Optional(INSTANT)
  sendFrom?: string;

  /** Only what was to be sent before this time. */
  @Optional(INSTANT)
  sendTo?: string;
}

/** @throws Problem for an invalid query. */
export function readResultsQuery(query: object): DeploymentFilter {
  const { instance, faults } = checked(ResultsQueryDto, { ...query });
  refuseFaults('invalid-request', faults);
  const { ...filter } = instance;
  return filter;
}
