import { CENTRAL, clockTime, dateTime, relative, zoneName } from '../pure/time.js';
import { usePageZone, useZoneOf } from './console-context.js';
import { useNow } from './now.js';

/** A time as the site's clocks and Omeda's portal show it. */
export function Times({ at, site, day = true }: { at: string; site: string; day?: boolean }) {
  const zone = useZoneOf(site);
  const date = new Date(at);
  const show = day ? dateTime : clockTime;
  return (
    <span class="times">
      <time dateTime={at}>{show(date, zone)}</time> <span class="zone">{zoneName(zone)}</span>
      {zone !== CENTRAL && (
        <span class="zone">
          {' · '}
          {show(date, CENTRAL)} Central
        </span>
      )}
    </span>
  );
}

export function Relative({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={at}>
      {relative(new Date(at), now)}
    </time>
  );
}

/** The start of a state, in the page's zone. */
export function Since({ at }: { at: string }) {
  const zone = usePageZone();
  const date = new Date(at);
  return (
    <>
      since <time dateTime={at}>{dateTime(date, zone)}</time> {zoneName(zone)}
    </>
  );
}
