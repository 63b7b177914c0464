import { useEffect, useState } from 'preact/hooks';
import { wordsOfAction } from '../api/client.js';
import { post } from '../api/session.js';
import type { BulkAnswer } from '../api/types.js';
import { ACTION_NAMES, isFinal } from '../pure/status.js';
import { Dialog } from './dialog.js';

type Props = { action: string; deployments: string[]; onClose: (isDone: boolean) => void };

/** First what an action would do to each newsletter, then the action, then its results. */
export function BulkDialog({ action, deployments, onClose }: Props) {
  const [reason, setReason] = useState('');
  const { answer, error, doing, isTried, ask } = useBulk(action, deployments, reason);
  const isDone = answer?.dryRun === false;
  const isActing = doing === 'action';
  const name = ACTION_NAMES[action] ?? action;
  const close = () => onClose(isTried);
  return (
    <Dialog title={`${name}: ${isDone ? 'done' : 'preview'}`} isBusy={isActing} onClose={close}>
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      {answer && <BulkResults answer={answer} />}
      {!answer && !error && <p class="quiet">Checking what this would do…</p>}
      {isActing && <Working />}
      {action === 'hold' && !isDone && <Reason value={reason} onChange={setReason} />}
      <p class="buttons">
        {!isDone && (
          <Confirm
            action={action}
            count={answer?.counts.wouldDo ?? 0}
            isBusy={doing !== undefined}
            onConfirm={() => ask('action')}
          />
        )}
        <button disabled={isActing} onClick={close}>
          {isTried ? 'Close' : 'Do nothing'}
        </button>
      </p>
    </Dialog>
  );
}

type Doing = 'preview' | 'action';

/** First requests a preview; then, once confirmed, runs the action. */
function useBulk(action: string, deployments: string[], reason: string) {
  const [answer, setAnswer] = useState<BulkAnswer>();
  const [error, setError] = useState('');
  const [doing, setDoing] = useState<Doing>();
  // An action without a response may still have taken effect.
  const [isTried, setTried] = useState(false);
  const ask = (what: Doing) => {
    const dryRun = what === 'preview';
    setDoing(what);
    setError('');
    if (!dryRun) setTried(true);
    const previewed = dryRun || !answer ? {} : { previewedAt: answer.at };
    const body = { action, deployments, dryRun, ...fieldsOf(action, reason), ...previewed };
    post<BulkAnswer>('/v1/bulk', body)
      .then(setAnswer, (problem: Error) =>
        setError(dryRun ? problem.message : wordsOfAction(problem)),
      )
      .finally(() => setDoing(undefined));
  };
  useEffect(() => ask('preview'), []);
  return { answer, error, doing, isTried, ask };
}

/** Why it cannot be closed. */
function Working() {
  return (
    <p class="quiet" role="status">
      Working… The result is shown here.
    </p>
  );
}

type ConfirmProps = { action: string; count: number; isBusy: boolean; onConfirm: () => void };

function Confirm({ action, count, isBusy, onConfirm }: ConfirmProps) {
  return (
    <button
      class={isFinal(action) ? 'danger' : 'primary'}
      disabled={isBusy || count === 0}
      onClick={onConfirm}
    >
      {ACTION_NAMES[action] ?? action} {count === 1 ? '1 newsletter' : `${count} newsletters`}
    </button>
  );
}

function BulkResults({ answer }: { answer: BulkAnswer }) {
  return (
    <>
      <Summary answer={answer} />
      <Results answer={answer} />
    </>
  );
}

function fieldsOf(action: string, reason: string): object {
  if (action === 'send') return { at: 'now' };
  return action === 'hold' && reason ? { reason } : {};
}

function Summary({ answer: { dryRun, counts } }: { answer: BulkAnswer }) {
  const parts = [
    dryRun ? `${counts.wouldDo} will change` : `${counts.done} changed`,
    ...(counts.unchanged > 0 ? [`${counts.unchanged} stay as they are`] : []),
    ...(counts.refused > 0 ? [`${counts.refused} cannot be changed now`] : []),
  ];
  return (
    <p role="status">
      <strong>{parts.join(', ')}.</strong>
    </p>
  );
}

const SIGNS = { done: '✓', 'would-do': '→', unchanged: '=', refused: '✕', 'not-found': '✕' };

function Results({ answer }: { answer: BulkAnswer }) {
  return (
    <ul class="results" tabIndex={0} aria-label="Newsletters">
      {answer.results.map(({ deploymentId, title, site, outcome, words }) => (
        <li key={deploymentId} class={outcome}>
          <span aria-hidden="true">{SIGNS[outcome]}</span> <strong>{title ?? deploymentId}</strong>{' '}
          {site && <span class="quiet">{site}</span>} <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  return (
    <label>
      Reason, shown to editors
      <input
        type="text"
        maxLength={500}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}
