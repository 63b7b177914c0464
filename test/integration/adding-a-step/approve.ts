/** Text to insert before a place of a file. */
export type Insert = { before: string; text: string };

/** Changes by the file's path. */
export type Inserts = Record<string, readonly Insert[]>;

/** The made-up step *approve* comes between test and schedule. This alone makes it a step. */
export const NAME: Inserts = {
  'libs/events/src/steps.ts': [{ before: "  'schedule',\n", text: "  'approve',\n" }],
};

/** What the compiler then asks for. */
export const ENTRIES: Inserts = {
  'libs/events/src/steps.ts': [
    ...(NAME['libs/events/src/steps.ts'] ?? []),
    {
      before: "  | {\n      step: 'schedule';",
      text: "  | { step: 'approve'; trackId: string; contentHash: string }\n",
    },
    {
      before: '  schedule: {\n    DeploymentScheduled: {',
      text: '  approve: { DeploymentApproved: { trackId: string; contentHash: string } };\n',
    },
    {
      before: '  DeploymentScheduled: { version: 1',
      text: '  DeploymentApproved: { version: 1, isPublic: false },\n',
    },
  ],
  'libs/deployment/src/steps/steps.ts': [
    {
      before: "import { type AudienceOutcome, audience } from './audience.js';",
      text: "import { type ApproveOutcome, approve } from './approve.js';\n",
    },
    { before: '  schedule: ScheduleOutcome;', text: '  approve: ApproveOutcome;\n' },
    { before: '  schedule,\n', text: '  approve,\n' },
  ],
  'apps/deployer/src/steps/handlers.ts': [
    {
      before: "import { audience } from './audience.js';",
      text: "import { approve } from './approve.js';\n",
    },
    { before: '  schedule,\n', text: '  approve,\n' },
  ],
};

/** The step's effect at Omeda. */
export const STATE: Inserts = {
  'libs/deployment/src/state.ts': [
    { before: '  testsSent: number;\n', text: '  approvedHash?: string;\n' },
  ],
};

export const DESCRIPTOR = 'libs/deployment/src/steps/approve.ts';
export const HANDLER = 'apps/deployer/src/steps/approve.ts';

export const NEW_FILES: Record<string, string> = {
  [DESCRIPTOR]: `
import { atOmeda, done } from '../evolve/at-omeda.js';
import { meansToSchedule } from '../next/conditions.js';
import type { Deployment } from '../state.js';
import type { EffectDescriptor } from './step.js';

export type ApproveOutcome = { kind: 'approved' };

export const approve: EffectDescriptor<'approve', ApproveOutcome> = {
  words: 'Approval',
  readsSnapshots: false,
  isLeft,
  isToBeTaken: (state) => meansToSchedule(state) && isLeft(state),

  request: ({ content, trackId }) => ({
    step: 'approve',
    trackId,
    contentHash: content?.contentHash ?? '',
  }),

  whenInDoubt: 'repeat',
  mayLandLate: () => false,

  outcomes: {
    approved: (_outcome, { request: { trackId, contentHash } }) => [
      { type: 'DeploymentApproved', data: { trackId, contentHash } },
    ],
  },

  evolve: {
    DeploymentApproved: (state, { contentHash }, at) =>
      atOmeda(done(state, 'approve', at), (omeda) => ({ ...omeda, approvedHash: contentHash })),
  },

  sentences: { DeploymentApproved: ({ trackId }) => \`Approved at Omeda: \${trackId}.\` },
};

function isLeft({ omeda, content }: Deployment): boolean {
  return omeda?.approvedHash !== content?.contentHash;
}
`,
  [HANDLER]: `
import type { StepHandler } from './step.js';

export const approve: StepHandler<'approve'> = async ({ client, request }) => {
  await client.approvals(request.trackId);
  return { kind: 'approved' };
};
`,
};
