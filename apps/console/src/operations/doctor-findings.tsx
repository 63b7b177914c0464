import type { Examined } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Loaded } from '../parts/states.js';

const SIGNS = { ok: '✓', warning: '!', fault: '✕' };
const TONES = { ok: 'good', warning: 'waiting', fault: 'bad' };

/** The doctor's findings, with their cures; it calls Omeda, so it runs only once. */
export function DoctorFindings() {
  const query = useQuery<Examined>('/v1/doctor', () => false);
  return (
    <section aria-labelledby="doctor">
      <h2 id="doctor">Doctor</h2>
      <Loaded query={query}>
        {({ checks }) => {
          const wrong = checks.filter(({ state }) => state !== 'ok');
          return (
            <>
              {wrong.length === 0 && <p class="fine">All {checks.length} checks are fine.</p>}
              <ul class="troubles">
                {wrong.map((check) => (
                  <Finding key={check.name} check={check} />
                ))}
              </ul>
              <details>
                <summary>All checks</summary>
                <ul class="troubles">
                  {checks.map((check) => (
                    <Finding key={check.name} check={check} />
                  ))}
                </ul>
              </details>
              <p>
                <button onClick={query.reload}>Check again</button>
              </p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Finding({ check: { name, state, words, cure } }: { check: Examined['checks'][number] }) {
  return (
    <li class={TONES[state]}>
      <span aria-hidden="true">{SIGNS[state]}</span> <strong>{name}</strong>: {words}
      {cure && <span class="cure"> To fix it: {cure}</span>}
    </li>
  );
}
