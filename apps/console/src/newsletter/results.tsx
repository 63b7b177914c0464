import type { Results as Counts, Status } from '../api/types.js';
import { Relative } from '../parts/times.js';

/** What readers did with it, as last read from Omeda. */
export function Results({ status: { achieved } }: { status: Status }) {
  const results = achieved?.results;
  if (!results) return null;
  return (
    <section aria-labelledby="results">
      <h2 id="results">Results</h2>
      <p class="quiet">
        After {results.hours} {results.hours === 1 ? 'hour' : 'hours'}, read{' '}
        <Relative at={results.at} />.
      </p>
      <ul class="figures">
        {figuresOf(results).map(([name, value]) => (
          <li key={name}>
            <strong>{value}</strong> {name}
          </li>
        ))}
      </ul>
      {results.links.length > 0 && <Links links={results.links} />}
    </section>
  );
}

function Links({ links }: Pick<Counts, 'links'>) {
  return (
    <table>
      <caption>Most clicked links</caption>
      <thead>
        <tr>
          <th scope="col">Link</th>
          <th scope="col">Clicks</th>
          <th scope="col">Unique</th>
        </tr>
      </thead>
      <tbody>
        {links.map(({ url, clicks, uniqueClicks }) => (
          <tr key={url}>
            <td class="address">{url}</td>
            <td>{clicks}</td>
            <td>{uniqueClicks ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function figuresOf(results: Counts): [string, string][] {
  const { sentCount, bounceCount, uniqueOpens, totalOpens, uniqueClicks, totalClicks } = results;
  return [
    ['sent', known(sentCount)],
    ['opened', withRate(uniqueOpens, results.openRate)],
    ['opens in all', known(totalOpens)],
    ['clicked', withRate(uniqueClicks, results.clickRate)],
    ['clicks in all', known(totalClicks)],
    ['bounced', known(bounceCount)],
  ];
}

const known = (count: number | null) => count?.toLocaleString('en-US') ?? '–';

function withRate(count: number | null, rate: number | null): string {
  return rate === null ? known(count) : `${known(count)} (${Math.round(100 * rate)}%)`;
}
