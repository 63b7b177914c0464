import type { Operations } from '../api/types.js';
import { Relative } from '../parts/times.js';

/** Which brands are called, and which are held and why. */
export function Brands({ operations: { brands, counts } }: { operations: Operations }) {
  const countOf = (brand: string, status: string) =>
    counts.find((one) => one.brand === brand && one.status === status)?.count ?? 0;
  return (
    <section aria-labelledby="brands">
      <h2 id="brands">Brands</h2>
      <div class="scrolls" tabIndex={0} role="region" aria-label="Table of brands">
        <table>
          <thead>
            <tr>
              <th scope="col">Brand</th>
              <th scope="col">State</th>
              <th scope="col">In progress</th>
              <th scope="col">Failed</th>
              <th scope="col">Held</th>
              <th scope="col">Missed</th>
              <th scope="col">Calls, last hour</th>
              <th scope="col">Latency, median / 95%</th>
              <th scope="col">Next to go out, not scheduled</th>
            </tr>
          </thead>
          <tbody>
            {brands.map((brand) => (
              <tr key={brand.brand}>
                <th scope="row">{brand.brand}</th>
                <td>
                  <BrandState brand={brand} />
                </td>
                <td>{brand.open}</td>
                <td>{countOf(brand.brand, 'failed')}</td>
                <td>{countOf(brand.brand, 'held')}</td>
                <td>{countOf(brand.brand, 'missed')}</td>
                <td>
                  <CallCount calls={brand.calls} />
                </td>
                <td>{latencyOf(brand.calls)}</td>
                <td>{brand.nextSendAt ? <Relative at={brand.nextSendAt} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type BrandCalls = Operations['brands'][number]['calls'];

function CallCount({ calls: { count, failed } }: { calls: BrandCalls }) {
  return (
    <>
      {count.toLocaleString('en-US')}
      {failed > 0 && <span class="urgent">, {failed.toLocaleString('en-US')} failed</span>}
    </>
  );
}

function latencyOf({ p50Ms, p95Ms }: BrandCalls): string {
  if (p50Ms === null || p95Ms === null) return '–';
  return `${p50Ms.toLocaleString('en-US')} / ${p95Ms.toLocaleString('en-US')} ms`;
}

function BrandState({ brand }: { brand: Operations['brands'][number] }) {
  if (brand.held) {
    return (
      <span class="badge bad">
        <span aria-hidden="true">✕</span> Held: {brand.words}
        {brand.probeAt && (
          <>
            {' '}
            Tried again <Relative at={brand.probeAt} />.
          </>
        )}
      </span>
    );
  }
  if (brand.environment === null) return <span class="badge bad">✕ Not in the sites file</span>;
  return <span class="badge good">✓ {brand.environment}</span>;
}
