import { ACTIONS, HoldDto, SendDto, readAction } from '../deployments/actions/action.dto.js';
import { checked } from '../fields/faults.js';
import { Optional, Required } from '../fields/field.js';
import { INSTANT, OBJECT, UID, YES_OR_NO, oneOf, text } from '../fields/rules.js';
import { Problem, refuseFaults } from '../problem/problem.js';
import { MOST_MEMBERS } from './overview-reader.js';

/** Actions allowed in bulk; a sequence is reset for one post. */
const KINDS = ACTIONS.filter((kind) => kind !== 'reset-sequence');

export class BulkDto {
  @Required(oneOf(KINDS))
  action!: string;

  @Required({
    expects: `a list of 1 to ${MOST_MEMBERS} deployment IDs`,
    cure: 'Send deploymentId of each newsletter.',
    accepts: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= MOST_MEMBERS &&
      value.every((id) => UID.accepts(id)),
    schema: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MOST_MEMBERS },
  })
  deployments!: string[];

  /** Of hold. */
  @Optional(text({ max: 500 }))
  reason?: string | null;

  /** Of send: "now" or a time. */
  @Optional({
    expects: `"now" or ${INSTANT.expects}`,
    cure: 'Use the format 2026-11-24T14:08:13Z.',
    accepts: (value) => value === 'now' || INSTANT.accepts(value),
    schema: { type: 'string', maxLength: 40 },
  })
  at?: string | null;

  /** `at` of the preview's response. What people did to a newsletter since then is not overridden. */
  @Optional(INSTANT)
  previewedAt?: string | null;

  /** Only report what would happen. */
  @Optional(YES_OR_NO)
  dryRun?: boolean | null;
}

export const BULK_EXAMPLE = {
  action: 'retry',
  deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'],
  dryRun: true,
};

/** @throws Problem for a bad body. */
export function readBulk(body: unknown) {
  const given = body ?? {};
  if (!OBJECT.accepts(given)) {
    throw new Problem('malformed-request', 'The body must be a JSON object.');
  }
  const { instance, faults } = checked(BulkDto, { ...given });
  refuseFaults('invalid-request', faults);
  const { action, deployments, reason, at, dryRun, previewedAt } = instance;
  const kind = KINDS.find((known) => known === action) ?? 'retry';
  const fields: Partial<HoldDto & SendDto> = {
    ...(reason ? { reason } : {}),
    ...(at ? { at } : {}),
  };
  const ids = [...new Set(deployments.map((id) => id.toLowerCase()))];
  return {
    action: readAction(kind, fields),
    ids,
    isDryRun: dryRun === true,
    ...(previewedAt ? { previewedAt } : {}),
  };
}

export type Bulk = ReturnType<typeof readBulk>;
