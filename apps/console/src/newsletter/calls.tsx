import type { HistoryEntry, WakeUp } from '../api/types.js';
import { useCalls } from '../api/use-calls.js';
import { useQuery } from '../api/use-query.js';
import { useZoneOf } from '../parts/console-context.js';
import { Failure, Loaded } from '../parts/states.js';
import { Relative } from '../parts/times.js';
import { type CallGroup, callGroups } from '../pure/call-groups.js';
import { legsOf, masked } from '../pure/journey.js';
import { stepName } from '../pure/status.js';
import { exactTime } from '../pure/time.js';
import { WireCall } from './wire-call.js';

type Props = { history: HistoryEntry[]; site: string; deploymentId: string; version: number };

/** The requests to Omeda, its responses, and what woke us. */
export function Calls({ history, site, deploymentId, version }: Props) {
  const { calls, isKnown, error, again, more } = useCalls(deploymentId, version);
  const groups = callGroups(legsOf(history), calls);
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Calls to Omeda</h2>
      <WakeUpWords deploymentId={deploymentId} />
      {error && <Failure error={error} onAgain={again} />}
      {isKnown && groups.length === 0 && <p class="quiet">No call was made yet.</p>}
      {groups.map((group) => (
        <Step key={group.key} group={group} site={site} isKnown={isKnown} />
      ))}
      {more && <button onClick={more}>Show earlier calls</button>}
    </section>
  );
}

type StepProps = { group: CallGroup; site: string; isKnown: boolean };

function Step({ group: { step, at, leg, calls }, site, isKnown }: StepProps) {
  const zone = useZoneOf(site);
  return (
    <details>
      <summary>
        <time dateTime={at}>{exactTime(new Date(at), zone)}</time> {stepName(step)}
        {leg && `: ${leg.words}`} {calls.length > 0 && <Count calls={calls} />}
      </summary>
      {calls.map((call) => (
        <WireCall key={call.id} call={call} />
      ))}
      {isKnown && calls.length === 0 && leg && (
        <>
          <p class="quiet">No call of this step is on record. Its events say:</p>
          <h3>Request</h3>
          <Data value={leg.request} />
          <h3>Response</h3>
          <Data value={leg.answer} />
        </>
      )}
    </details>
  );
}

function Count({ calls }: Pick<CallGroup, 'calls'>) {
  const failed = calls.filter((call) => call.class !== 'ok').length;
  return (
    <span class="quiet">
      {calls.length} {calls.length === 1 ? 'call' : 'calls'}
      {failed > 0 && `, ${failed} failed`}
    </span>
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
