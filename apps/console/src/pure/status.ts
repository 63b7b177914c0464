/** The appearance of a status: a tone for the color, and a sign that works without color. */
type Tone = 'good' | 'going' | 'waiting' | 'bad' | 'over';

type Appearance = { tone: Tone; sign: string; name: string };

const APPEARANCES: Record<string, Appearance> = {
  'no-type': { tone: 'over', sign: '–', name: 'No type' },
  incomplete: { tone: 'bad', sign: '!', name: 'Incomplete' },
  archived: { tone: 'waiting', sign: '?', name: 'No consent' },
  requested: { tone: 'going', sign: '○', name: 'Requested' },
  created: { tone: 'going', sign: '◔', name: 'Created' },
  'audience-assigned': { tone: 'going', sign: '◔', name: 'Audience assigned' },
  'audience-ready': { tone: 'going', sign: '◑', name: 'Audience ready' },
  'content-updated': { tone: 'going', sign: '◑', name: 'Content updated' },
  'test-sent': { tone: 'going', sign: '◕', name: 'Test sent' },
  scheduled: { tone: 'good', sign: '●', name: 'Scheduled' },
  sent: { tone: 'good', sign: '✓', name: 'Sent' },
  'sent-after-withdrawal': { tone: 'bad', sign: '!', name: 'Sent after withdrawal' },
  missed: { tone: 'bad', sign: '✕', name: 'Missed' },
  held: { tone: 'waiting', sign: '‖', name: 'Held' },
  failed: { tone: 'bad', sign: '✕', name: 'Failed' },
  withdrawn: { tone: 'over', sign: '–', name: 'Withdrawn' },
  cancelled: { tone: 'over', sign: '–', name: 'Canceled' },
};

export function appearanceOf(status: string): Appearance {
  return APPEARANCES[status] ?? { tone: 'going', sign: '○', name: status };
}

const STEP_NAMES: Record<string, string> = {
  create: 'Create',
  update: 'Update settings',
  audience: 'Assign audience',
  'await-audience': 'Wait for audience',
  content: 'Send content',
  test: 'Send test',
  schedule: 'Schedule',
  unschedule: 'Unschedule',
  cancel: 'Cancel',
  watch: 'Watch',
};

export function stepName(step: string): string {
  return STEP_NAMES[step] ?? step;
}

export const ACTION_NAMES: Record<string, string> = {
  retry: 'Retry',
  resume: 'Resume',
  hold: 'Hold',
  send: 'Send now',
  'sync-now': 'Run now',
  'send-test': 'Send test',
  unschedule: 'Unschedule',
  cancel: 'Cancel',
};

/** Irreversible actions have other words in the dialog. */
export function isFinal(action: string): boolean {
  return action === 'cancel' || action === 'send';
}
