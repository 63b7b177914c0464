import type { Environment } from '#process';

/** Retention of growing data, in days; 0: forever, and not archived. */
export type Retention = {
  /** Content that a later save replaced. */
  supersededContentDays: number;
  /** Calls to Omeda. */
  omedaCallDays: number;
  /** Events of newsletters that ended, before they are moved to the archive. */
  archiveAfterDays: number;
};

export const RETENTION: Retention = {
  supersededContentDays: 30,
  omedaCallDays: 30,
  archiveAfterDays: 365,
};

const DAYS = { min: 0, max: 36_500 };

export function readRetention(environment: Environment): Retention {
  const days = (variable: string, usual: number) => environment.wholeNumber(variable, usual, DAYS);
  return {
    supersededContentDays: days('SUPERSEDED_CONTENT_DAYS', RETENTION.supersededContentDays),
    omedaCallDays: days('OMEDA_CALL_DAYS', RETENTION.omedaCallDays),
    archiveAfterDays: days('ARCHIVE_AFTER_DAYS', RETENTION.archiveAfterDays),
  };
}
