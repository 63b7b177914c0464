import { useLocation } from 'preact-iso';
import type { StatusPage } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Badge } from '../parts/badge.js';
import { Page } from '../parts/page.js';
import { Loaded } from '../parts/states.js';
import { Times } from '../parts/times.js';

/** Newsletters found by a title, a post number, or a TrackId; the newest first. */
export function SearchView() {
  const { query } = useLocation();
  const text = query['q'] ?? '';
  const after = query['after'] ? `&after=${encodeURIComponent(query['after'])}` : '';
  const path = `/v1/deployments?limit=50&text=${encodeURIComponent(text)}${after}`;
  const found = useQuery<StatusPage>(text ? path : undefined);
  return (
    <Page title={text ? `Search: ${text}` : 'Search'}>
      <Loaded query={found}>{(page) => <Results page={page} text={text} />}</Loaded>
    </Page>
  );
}

function Results({ page: { deployments, next }, text }: { page: StatusPage; text: string }) {
  if (deployments.length === 0) {
    return <p>No newsletter has this in its title, or as its post number or TrackId.</p>;
  }
  return (
    <>
      <ul class="plan">
        {deployments.map(({ deploymentId, post, site, trackId, wanted, status }) => (
          <li key={deploymentId}>
            <span class="entry">
              <a href={`/console/newsletters/${deploymentId}`}>{post.title || `Post ${post.id}`}</a>{' '}
              <span class="quiet">
                {site} · post {post.id}
                {trackId && ` · ${trackId}`}
                {wanted.sendAt && (
                  <>
                    {' · '}
                    <Times at={wanted.sendAt} site={site} />
                  </>
                )}
              </span>
            </span>
            <Badge status={status} />
          </li>
        ))}
      </ul>
      {next && (
        <p>
          <a
            href={`/console/search?q=${encodeURIComponent(text)}&after=${encodeURIComponent(next)}`}
          >
            Older ones
          </a>
        </p>
      )}
    </>
  );
}
