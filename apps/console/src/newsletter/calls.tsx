import type { HistoryEntry, WakeUp } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { useZoneOf } from '../parts/console-context.js';
import { Loaded } from '../parts/states.js';
import { Relative } from '../parts/times.js';
import { type Leg, legsOf, masked } from '../pure/journey.js';
import { stepName } from '../pure/status.js';
import { exactTime } from '../pure/time.js';

type Props = { history: HistoryEntry[]; site: string; deploymentId: string; version: number };

/** What was asked of Omeda, what it answered, and what woke us. */
export function Calls({ history, site, deploymentId }: Props) {
  const calls = legsOf(history).filter(({ startedAt }) => startedAt !== null);
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Calls to Omeda</h2>
      <WakeUpWords deploymentId={deploymentId} />
      {calls.length === 0 && <p class="quiet">No call was made yet.</p>}
      {calls.toReversed().map((leg) => (
        <Call key={`${leg.plannedAt} ${leg.step}`} leg={leg} site={site} />
      ))}
    </section>
  );
}

function Call({ leg, site }: { leg: Leg; site: string }) {
  const zone = useZoneOf(site);
  const at = leg.startedAt ?? leg.dueAt;
  return (
    <details>
      <summary>
        <time dateTime={at}>{exactTime(new Date(at), zone)}</time> {stepName(leg.step)}: {leg.words}
      </summary>
      <h3>Request</h3>
      <Data value={leg.request} />
      <h3>Response</h3>
      <Data value={leg.answer} />
    </details>
  );
}

function Data({ value }: { value: Record<string, unknown> | null }) {
  if (!value) return <p class="quiet">Not recorded: this step only reads.</p>;
  return (
    <dl class="data">
      {Object.entries(value).map(([name, one]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{textOf(masked(one))}</dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function WakeUpWords({ deploymentId }: { deploymentId: string }) {
  const query = useQuery<WakeUp>(`/v1/deployments/${deploymentId}/wake-up`);
  return (
    <Loaded query={query}>
      {({ wakeAt, n, sentAt, deliveries, parkedReason }) => (
        <p class="quiet">
          {wakeAt ? (
            <>
              The next wake-up is due <Relative at={wakeAt} />.
            </>
          ) : (
            'No wake-up is due.'
          )}
          {n !== null && sentAt && (
            <>
              {' '}
              {n === 1 ? 'One was sent' : `${n} were sent`} for it, the last one{' '}
              <Relative at={sentAt} />.
            </>
          )}
          {deliveries !== null && deliveries > 1 && ` It was delivered ${deliveries} times.`}
          {parkedReason !== null && <strong> It is parked: {parkedReason}</strong>}
        </p>
      )}
    </Loaded>
  );
}
