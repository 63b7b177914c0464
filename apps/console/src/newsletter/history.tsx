import type { HistoryEntry } from '../api/types.js';
import { useZoneOf } from '../parts/console-context.js';
import { exactTime } from '../pure/time.js';

type Props = {
  history: HistoryEntry[];
  site: string;
  at: number;
  show: (version: number) => void;
};

/** What happened, in words, the newest first; each links to the state after it. */
export function History({ history, site, at, show }: Props) {
  const zone = useZoneOf(site);
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol class="history" reversed tabIndex={0} aria-label="Events, the newest first">
        {history.toReversed().map((entry) => (
          <li key={entry.version} class={entry.version === at ? 'shown' : ''}>
            <button
              class="link"
              {...(entry.version === at ? { 'aria-current': 'step' } : {})}
              onClick={() => show(entry.version)}
            >
              {entry.version}
              <span class="unseen">: show the state after this event</span>
            </button>
            <time dateTime={entry.at}>{exactTime(new Date(entry.at), zone)}</time>
            <span>{entry.sentence}</span>
            <span class="quiet">{entry.who}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
