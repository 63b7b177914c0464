import { useState } from 'preact/hooks';
import { ACTION_NAMES, isFinal } from '../pure/status.js';
import { BulkDialog } from './bulk-dialog.js';
import { useConsole } from './console-context.js';

const HELPFUL = new Set(['retry', 'resume', 'sync-now']);

type Props = {
  actions: readonly string[];
  deployments: string[];
  onDone: () => void;
  /** A question is open, or its response has not been read yet. */
  onAsking?: (isAsking: boolean) => void;
};

type Asked = { action: string; deployments: string[] };

/** Buttons that first show what they would do. */
export function Actions({ actions, deployments, onDone, onAsking }: Props) {
  const { mayAct } = useConsole().session;
  // As they were when the dialog opened: the list may change behind it.
  const [asked, setAsked] = useState<Asked>();
  const ask = (question: Asked | undefined) => {
    setAsked(question);
    onAsking?.(question !== undefined);
  };
  if (!mayAct) return null;
  return (
    <>
      <p class="buttons">
        {actions.map((action) => (
          <button
            key={action}
            class={classOf(action)}
            disabled={deployments.length === 0}
            onClick={() => ask({ action, deployments })}
          >
            {ACTION_NAMES[action] ?? action}…
          </button>
        ))}
      </p>
      {asked && (
        <BulkDialog
          action={asked.action}
          deployments={asked.deployments}
          onClose={(isDone) => {
            ask(undefined);
            if (isDone) onDone();
          }}
        />
      )}
    </>
  );
}

/** Actions that move it forward stand out; irreversible ones look so. */
function classOf(action: string): string {
  if (isFinal(action)) return 'danger';
  return HELPFUL.has(action) ? 'primary' : '';
}
