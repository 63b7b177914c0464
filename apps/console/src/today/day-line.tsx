import type { Status } from '../api/types.js';
import { useNow } from '../parts/now.js';
import { appearanceOf } from '../pure/status.js';
import { clockTime, zoneName } from '../pure/time.js';
import { grouped, place } from '../pure/timeline.js';

type Props = { list: Status[]; start: Date; end: Date; zone: string };

const HOUR_MS = 60 * 60_000;
const LANE_EM = 1.5;

/** The day as a line per brand. The list below says the same in words, and is for the keyboard. */
export function DayLine({ list, start, end, zone }: Props) {
  const now = useNow();
  const length = end.getTime() - start.getTime();
  const hours = Array.from({ length: 8 }, (_none, index) => index * 3);
  const nowAt = ((now.getTime() - start.getTime()) / length) * 100;
  return (
    <div class="day-line" aria-hidden="true">
      <div class="hours">
        {hours.map((hour) => {
          const at = new Date(start.getTime() + hour * HOUR_MS);
          return (
            <span key={hour} style={{ left: `${((hour * HOUR_MS) / length) * 100}%` }}>
              {clockTime(at, zone)}
            </span>
          );
        })}
      </div>
      {[...grouped(list, ({ brand }) => brand)].map(([brand, ofBrand]) => (
        <BrandLine key={brand} brand={brand} list={ofBrand} start={start} end={end} />
      ))}
      {nowAt >= 0 && nowAt <= 100 && (
        <div class="now-line">
          <span style={{ left: `${nowAt}%` }} title={`Now, in ${zoneName(zone)}`} />
        </div>
      )}
    </div>
  );
}

type BrandLineProps = { brand: string; list: Status[]; start: Date; end: Date };

function BrandLine({ brand, list, start, end }: BrandLineProps) {
  const placed = place(list, ({ wanted }) => new Date(wanted.sendAt ?? 0), { start, end });
  const lanes = Math.max(1, ...placed.map(({ lane }) => lane + 1));
  return (
    <div class="brand-line">
      <span class="brand">{brand}</span>
      <div class="track" style={{ height: `${lanes * LANE_EM + 0.4}em` }}>
        {placed.map(({ item, left, lane }) => (
          <a
            key={item.deploymentId}
            tabIndex={-1}
            class={`mark ${appearanceOf(item.status).tone}`}
            style={{ left: `${left}%`, top: `${lane * LANE_EM + 0.2}em` }}
            href={`/console/newsletters/${item.deploymentId}`}
            title={`${item.post.title}: ${appearanceOf(item.status).name}`}
          >
            {appearanceOf(item.status).sign}
          </a>
        ))}
      </div>
    </div>
  );
}
