import { useLocation } from 'preact-iso';
import { usePageZone } from '../parts/console-context.js';
import { useNow } from '../parts/now.js';
import { Page } from '../parts/page.js';
import { dayName, dayOf } from '../pure/time.js';
import { Attention } from '../today/attention.js';
import { DayPlan } from '../today/day-plan.js';
import { Week } from '../today/week.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What needs a person now, and what is sent when. */
export function Today() {
  const { query } = useLocation();
  const zone = usePageZone();
  const today = dayOf(useNow(), zone);
  const asked = query['day'] ?? '';
  const day = DAY.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  return (
    <Page title={day === today ? 'Today' : dayName(day)}>
      <Attention />
      <Week day={day} today={today} zone={zone} />
      <DayPlan day={day} zone={zone} />
    </Page>
  );
}
