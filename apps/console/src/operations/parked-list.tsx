import { useState } from 'preact/hooks';
import { wordsOfAction } from '../api/client.js';
import { post } from '../api/session.js';
import type { Parked, ParkedPage } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { useConsole } from '../parts/console-context.js';
import { Dialog } from '../parts/dialog.js';
import { Loaded } from '../parts/states.js';
import { Relative } from '../parts/times.js';

type Ending = { item: Parked; how: 'redrive' | 'discard' };

/** Messages that failed; a person sends them again, or discards them. */
export function ParkedList({ count, reload }: { count: number; reload: () => void }) {
  const query = useQuery<ParkedPage>('/v1/parked?limit=50');
  const [ending, setEnding] = useState<Ending>();
  return (
    <section aria-labelledby="parked">
      <h2 id="parked">Parked messages</h2>
      {count === 0 && <p class="fine">No message is parked.</p>}
      <Loaded query={query}>
        {({ parked }) => (
          <ul class="plan">
            {parked.map((item) => (
              <Row key={item.id} item={item} onEnd={(how) => setEnding({ item, how })} />
            ))}
          </ul>
        )}
      </Loaded>
      {ending && (
        <Confirm
          ending={ending}
          onClose={() => {
            setEnding(undefined);
            query.reload();
            reload();
          }}
        />
      )}
    </section>
  );
}

function Row({ item, onEnd }: { item: Parked; onEnd: (how: Ending['how']) => void }) {
  const { id, reason, routingKey, cause, parkedAt, deploymentId } = item;
  const { mayAct } = useConsole().session;
  return (
    <li>
      <span class="entry">
        {reason}{' '}
        <span class="quiet">
          {routingKey} · {cause}
          {parkedAt && (
            <>
              {' · '}
              <Relative at={parkedAt} />
            </>
          )}
          {deploymentId && (
            <>
              {' · '}
              <a href={`/console/newsletters/${deploymentId}`}>its newsletter</a>
            </>
          )}
        </span>
      </span>
      {mayAct && (
        <>
          <button aria-label={`Redrive ${id}`} onClick={() => onEnd('redrive')}>
            Redrive…
          </button>
          <button aria-label={`Discard ${id}`} class="danger" onClick={() => onEnd('discard')}>
            Discard…
          </button>
        </>
      )}
    </li>
  );
}

const WORDS = {
  redrive: 'The message is sent again to where it was meant to go.',
  discard: 'The message is given up. Nobody will act on it.',
};

function Confirm({ ending: { item, how }, onClose }: { ending: Ending; onClose: () => void }) {
  const [error, setError] = useState('');
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const isBusy = state === 'busy';
  const act = () => {
    setState('busy');
    post(`/v1/parked/${encodeURIComponent(item.id)}/${how}`).then(onClose, (problem: Error) => {
      setError(wordsOfAction(problem));
      setState('failed');
    });
  };
  const title = how === 'redrive' ? 'Redrive: preview' : 'Discard: preview';
  return (
    <Dialog title={title} isBusy={isBusy} onClose={onClose}>
      <p>{WORDS[how]}</p>
      <p class="quiet">{item.reason}</p>
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <p class="buttons">
        <button class={how === 'discard' ? 'danger' : 'primary'} disabled={isBusy} onClick={act}>
          {how === 'discard' ? 'Discard' : 'Redrive'}
        </button>
        {/* What got no answer may still have taken effect. */}
        <button disabled={isBusy} onClick={onClose}>
          {state === 'asking' ? 'Do nothing' : 'Close'}
        </button>
      </p>
    </Dialog>
  );
}
