import type { HistoryEntry } from '../api/types.js';
import { useZoneOf } from '../parts/console-context.js';
import { type Leg, legsOf } from '../pure/journey.js';
import { stepName } from '../pure/status.js';
import { exactTime, inShort } from '../pure/time.js';

const OUTCOMES: Record<Leg['outcome'], { sign: string; tone: string; name: string }> = {
  done: { sign: '✓', tone: 'good', name: 'done' },
  erred: { sign: '↻', tone: 'waiting', name: 'will be retried' },
  failed: { sign: '✕', tone: 'bad', name: 'failed' },
  superseded: { sign: '–', tone: 'over', name: 'superseded' },
  open: { sign: '…', tone: 'going', name: 'waiting' },
};

/** Its timeline: for each attempt of a step, how long it waited, and how long the call took. */
export function Journey({ history, site }: { history: HistoryEntry[]; site: string }) {
  const legs = legsOf(history);
  if (legs.length === 0) return null;
  return (
    <section aria-labelledby="journey">
      <h2 id="journey">Steps</h2>
      <ol class="journey" tabIndex={0} aria-label="Steps in time">
        {legs.map((leg) => (
          <Stop key={`${leg.plannedAt} ${leg.step} ${leg.attempt}`} leg={leg} site={site} />
        ))}
      </ol>
    </section>
  );
}

function Stop({ leg, site }: { leg: Leg; site: string }) {
  const zone = useZoneOf(site);
  const { sign, tone, name } = OUTCOMES[leg.outcome];
  const at = leg.endedAt ?? leg.startedAt ?? leg.dueAt;
  return (
    <li class={tone}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      <strong>
        {stepName(leg.step)}
        {leg.attempt > 1 && ` · attempt ${leg.attempt}`}
      </strong>
      <span class="unseen">{name}. </span>
      <time dateTime={at}>{exactTime(new Date(at), zone)}</time>
      <span class="quiet">
        waited {between(leg.plannedAt, leg.startedAt)}
        {leg.endedAt && `, took ${between(leg.startedAt, leg.endedAt)}`}
      </span>
      {leg.outcome !== 'done' && <span>{leg.words}</span>}
    </li>
  );
}

function between(from: string | null, to: string | null): string {
  if (!from) return '–';
  const end = to ? Date.parse(to) : Date.now();
  const ms = Math.max(0, end - Date.parse(from));
  return inShort(ms) || `${ms} ms`;
}
