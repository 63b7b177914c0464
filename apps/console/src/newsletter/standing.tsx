import type { HistoryEntry, Status } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Badge } from '../parts/badge.js';
import { useZoneOf } from '../parts/console-context.js';
import { Loaded } from '../parts/states.js';
import { comparedRows } from '../pure/differences.js';
import { exactTime } from '../pure/time.js';

type Props = {
  status: Status;
  history: HistoryEntry[];
  at: number;
  show: (version: number) => void;
};

/** The wanted state beside Omeda's: now, or after any event. */
export function Standing({ status, history, at, show }: Props) {
  const isNow = at === status.version;
  const past = useQuery<Status>(
    isNow ? undefined : `/v1/deployments/${status.deploymentId}?at=${at}`,
    () => false,
  );
  const entry = history.find(({ version }) => version === at);
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">{isNow ? 'As it stands' : `As it stood at event ${at}`}</h2>
      <p class="slider">
        <button aria-label="One event back" disabled={at <= 1} onClick={() => show(at - 1)}>
          ◂
        </button>
        <input
          type="range"
          aria-label="Event of the history"
          aria-valuetext={entry ? `Event ${at}: ${entry.sentence}` : `Event ${at}`}
          min={1}
          max={status.version}
          value={at}
          onInput={({ currentTarget }) => show(Number(currentTarget.value))}
        />
        <button aria-label="One event forward" disabled={isNow} onClick={() => show(at + 1)}>
          ▸
        </button>
      </p>
      {entry && <EventWords entry={entry} site={status.site} />}
      {isNow ? (
        <Comparison status={status} />
      ) : (
        <Loaded query={past}>{(then) => <Comparison status={then} />}</Loaded>
      )}
    </section>
  );
}

function EventWords({ entry, site }: { entry: HistoryEntry; site: string }) {
  const zone = useZoneOf(site);
  return (
    <p>
      <time dateTime={entry.at}>{exactTime(new Date(entry.at), zone)}</time>: {entry.sentence}
    </p>
  );
}

function Comparison({ status }: { status: Status }) {
  const zone = useZoneOf(status.site);
  return (
    <>
      <p>
        <Badge status={status.status} /> {status.held?.reason ?? status.failed?.words ?? ''}
      </p>
      <table class="compared">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Wanted</th>
            <th scope="col">At Omeda</th>
          </tr>
        </thead>
        <tbody>
          {comparedRows(status, zone).map(({ name, wanted, achieved, isSame }) => (
            <tr key={name} class={isSame ? '' : 'differs'}>
              <th scope="row">{name}</th>
              <td>{wanted}</td>
              <td>
                {achieved}
                {!isSame && <span class="unseen"> (differs)</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
