import type { Operations } from '../api/types.js';
import { usePageZone } from '../parts/console-context.js';
import { clockTime, zoneName } from '../pure/time.js';

/** The number of wake-ups in each hour of the next day. */
export function Upcoming({ operations: { upcoming, overdue } }: { operations: Operations }) {
  const zone = usePageZone();
  const most = Math.max(1, ...upcoming.map(({ count }) => count));
  const total = upcoming.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-labelledby="upcoming">
      <h2 id="upcoming">Due in the next 24 hours</h2>
      <p>
        {total} {total === 1 ? 'step' : 'steps'} to come, {overdue} overdue. Hours in{' '}
        {zoneName(zone)}.
      </p>
      <ol class="bars" tabIndex={0} aria-label="Steps due, by the hour">
        {upcoming.map(({ hour, count }) => (
          <li key={hour}>
            <span class="count">{count > 0 ? count : ''}</span>
            <span class="bar" style={{ height: `${(count / most) * 5}em` }} />
            <span class="hour">{clockTime(new Date(hour), zone).replace(':00', '')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
