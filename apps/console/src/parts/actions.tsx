import { useState } from 'preact/hooks';
import { ACTION_NAMES, isFinal } from '../pure/status.js';
import { BulkDialog } from './bulk-dialog.js';

const HELPFUL = new Set(['retry', 'resume', 'sync-now']);

type Props = { actions: readonly string[]; deployments: string[]; onDone: () => void };

/** Buttons that each show first what they would do. */
export function Actions({ actions, deployments, onDone }: Props) {
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <p class="buttons">
        {actions.map((action) => (
          <button
            key={action}
            class={classOf(action)}
            disabled={deployments.length === 0}
            onClick={() => setAsked(action)}
          >
            {ACTION_NAMES[action] ?? action}…
          </button>
        ))}
      </p>
      {asked && (
        <BulkDialog
          action={asked}
          deployments={deployments}
          onClose={(isDone) => {
            setAsked(undefined);
            if (isDone) onDone();
          }}
        />
      )}
    </>
  );
}

/** What gets a newsletter going stands out; what cannot be undone looks so. */
function classOf(action: string): string {
  if (isFinal(action)) return 'danger';
  return HELPFUL.has(action) ? 'primary' : '';
}
