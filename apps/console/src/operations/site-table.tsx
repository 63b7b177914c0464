import { useConsole } from '../parts/console-context.js';

/** The sites that may send newsletters. */
export function SiteTable() {
  const { sites } = useConsole();
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">Sites</h2>
      <div class="scrolls" tabIndex={0} role="region" aria-label="Table of sites">
        <table>
          <thead>
            <tr>
              <th scope="col">Site</th>
              <th scope="col">Brand</th>
              <th scope="col">Goes out after publishing</th>
              <th scope="col">Time zone</th>
            </tr>
          </thead>
          <tbody>
            {sites.map(({ id, brand, publishDelayMinutes, timeZone }) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td>{brand}</td>
                <td>{publishDelayMinutes} min</td>
                <td>{timeZone ?? 'Nothing was received yet'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
