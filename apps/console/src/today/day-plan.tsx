import { type Pages, useAllPages } from '../api/use-pages.js';
import type { Status } from '../api/types.js';
import { useZoneOf } from '../parts/console-context.js';
import { Badge } from '../parts/badge.js';
import { Loaded } from '../parts/states.js';
import { Times } from '../parts/times.js';
import { stepName } from '../pure/status.js';
import { addDays, clockTime, dayName, startOfDay } from '../pure/time.js';
import { DayLine } from './day-line.js';

const HIDDEN = new Set(['cancelled', 'withdrawn', 'no-type']);

/** What is sent on a day: as a line, and as a list. */
export function DayPlan({ day, zone }: { day: string; zone: string }) {
  const start = startOfDay(day, zone);
  const end = startOfDay(addDays(day, 1), zone);
  const path = `/v1/deployments?limit=200&sendFrom=${start.toISOString()}&sendTo=${end.toISOString()}`;
  const query = useAllPages(path);
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">Goes out on {dayName(day)}</h2>
      <Loaded query={query}>
        {(pages) => <Plan pages={pages} start={start} end={end} zone={zone} />}
      </Loaded>
    </section>
  );
}

type PlanProps = { pages: Pages; start: Date; end: Date; zone: string };

function Plan({ pages: { list, isCut }, start, end, zone }: PlanProps) {
  const shown = list
    .filter(({ status }) => !HIDDEN.has(status))
    .toSorted((one, other) => timeOf(one).localeCompare(timeOf(other)));
  if (shown.length === 0 && !isCut) return <p class="quiet">Nothing goes out on this day.</p>;
  return (
    <>
      <DayLine list={shown} start={start} end={end} zone={zone} />
      <ul class="plan">
        {shown.map((status) => (
          <Entry key={status.deploymentId} status={status} />
        ))}
      </ul>
      {isCut && <p class="quiet">There are more. Search for a title to see them.</p>}
    </>
  );
}

function timeOf({ wanted }: Status): string {
  return wanted.sendAt ?? '';
}

function Entry({ status }: { status: Status }) {
  const { deploymentId, post, site, wanted } = status;
  const zone = useZoneOf(site);
  const at = wanted.sendAt ?? '';
  return (
    <li>
      <span class="clock">{clockTime(new Date(at), zone)}</span>
      <span class="entry">
        <a href={`/console/newsletters/${deploymentId}`}>{post.title || `Post ${post.id}`}</a>{' '}
        <span class="quiet">
          {site} · <Times at={at} site={site} day={false} />
        </span>
        <span class="quiet"> {nextWords(status)}</span>
      </span>
      <Badge status={status.status} />
    </li>
  );
}

/** What keeps it from its readers, in few words. */
function nextWords({ failed, held, problems, brandHold, running, due }: Status): string {
  if (failed) return `· ${stepName(failed.step)}: ${failed.words}`;
  if (held) return `· ${held.reason}`;
  if (brandHold) return `· No call is made: ${brandHold.words ?? ''}`;
  if (problems[0]) return `· ${problems[0].words}`;
  const step = running?.step ?? due?.step;
  return step && step !== 'watch' ? `· next: ${stepName(step)}` : '';
}
