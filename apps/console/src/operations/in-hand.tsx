import type { Operations } from '../api/types.js';
import { Relative } from '../parts/times.js';
import { stepName } from '../pure/status.js';

/** Which steps deployers are carrying out right now. */
export function InHand({ operations: { running } }: { operations: Operations }) {
  return (
    <section aria-labelledby="in-hand">
      <h2 id="in-hand">Steps in progress</h2>
      {running.length === 0 && <p class="quiet">No call to Omeda is in progress.</p>}
      <ul class="plan">
        {running.map(({ deploymentId, title, site, step, since }) => (
          <li key={deploymentId}>
            <span class="entry">
              <a href={`/console/newsletters/${deploymentId}`}>{title}</a>{' '}
              <span class="quiet">
                {site} · {stepName(step)}, since <Relative at={since} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
