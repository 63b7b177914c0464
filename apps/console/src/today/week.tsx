import { useEffect, useRef } from 'preact/hooks';
import type { Calendar, Day } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Loaded } from '../parts/states.js';
import { appearanceOf } from '../pure/status.js';
import { addDays, dayName, startOfDay, weekOf, zoneName } from '../pure/time.js';

type Props = { day: string; today: string; zone: string };

/** How many are sent on each day, by brand, and how many of them are in trouble. */
export function Week({ day, today, zone }: Props) {
  const days = weekOf(day);
  const [monday = day] = days;
  const from = startOfDay(monday, zone).toISOString();
  const to = startOfDay(addDays(monday, 7), zone).toISOString();
  const path = `/v1/calendar?from=${from}&to=${to}&timeZone=${encodeURIComponent(zone)}`;
  const query = useQuery<Calendar>(path);
  return (
    <section aria-labelledby="week">
      <h2 id="week">Week</h2>
      <p class="buttons">
        <a href={`/console?day=${addDays(monday, -7)}`}>Previous week</a>
        <a href="/console">Today</a>
        <a href={`/console?day=${addDays(monday, 7)}`}>Next week</a>
        <span class="quiet">Days in {zoneName(zone)}</span>
      </p>
      <Loaded query={query}>
        {({ days: cells }) => <Calendar cells={cells} days={days} shown={day} today={today} />}
      </Loaded>
    </section>
  );
}

type CalendarProps = { cells: Day[]; days: string[]; shown: string; today: string };

function Calendar({ cells, days, shown, today }: CalendarProps) {
  const calendar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (calendar.current) showDay(calendar.current);
  }, [shown]);
  const brands = [...new Set(cells.map(({ brand }) => brand))].toSorted();
  return (
    <div
      ref={calendar}
      class="scrolls"
      tabIndex={0}
      role="region"
      aria-label="Calendar of the week"
    >
      <table class="week">
        <thead>
          <tr>
            <th scope="col">Brand</th>
            {days.map((day) => (
              <th key={day} scope="col" class={day === today ? 'today' : ''}>
                <a
                  href={`/console?day=${day}`}
                  {...(day === shown ? { 'aria-current': 'date' } : {})}
                >
                  {dayName(day)}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {brands.map((brand) => (
            <tr key={brand}>
              <th scope="row">{brand}</th>
              {days.map((day) => (
                <td key={day} class={day === shown ? 'shown' : ''}>
                  <Counts cells={cells.filter((one) => one.day === day && one.brand === brand)} />
                </td>
              ))}
            </tr>
          ))}
          {brands.length === 0 && (
            <tr>
              <td colSpan={8} class="quiet">
                Nothing goes out this week.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** On a phone the week is wider than the screen. The page itself does not scroll sideways. */
function showDay(calendar: HTMLElement): void {
  const day = calendar.querySelector('[aria-current]')?.closest('th');
  if (day) calendar.scrollLeft = day.offsetLeft + day.offsetWidth - calendar.clientWidth;
}

function Counts({ cells }: { cells: Day[] }) {
  return (
    <>
      {cells.map(({ status, count }) => {
        const { tone, sign, name } = appearanceOf(status);
        return (
          <span key={status} class={`badge ${tone}`} title={name}>
            <span aria-hidden="true">{sign}</span> {count}
            <span class="unseen"> {name}</span>
          </span>
        );
      })}
    </>
  );
}
