import { useLocation, useRoute } from 'preact-iso';
import type { HistoryEntry, Status } from '../api/types.js';
import { useHistory } from '../api/use-history.js';
import { useQuery } from '../api/use-query.js';
import { ContentView } from '../newsletter/content-view.js';
import { Calls } from '../newsletter/calls.js';
import { History } from '../newsletter/history.js';
import { Journey } from '../newsletter/journey.js';
import { Results } from '../newsletter/results.js';
import { Standing } from '../newsletter/standing.js';
import { Summary } from '../newsletter/summary.js';
import { Page } from '../parts/page.js';
import { Loaded } from '../parts/states.js';
import type { LiveChange } from '../api/live.js';

/** One newsletter: its status, its history, and its content. */
export function NewsletterView() {
  const { params } = useRoute();
  const id = params['id'] ?? '';
  const isOurs = (change: LiveChange) => typeof change === 'string' || change.deploymentId === id;
  const query = useQuery<Status>(`/v1/deployments/${encodeURIComponent(id)}`, isOurs);
  return (
    <Loaded query={query}>{(status) => <Found status={status} reload={query.reload} />}</Loaded>
  );
}

function Found({ status, reload }: { status: Status; reload: () => void }) {
  const { deploymentId, post, site, version } = status;
  const { query, route } = useLocation();
  const known = useHistory(deploymentId, version, site);
  const asked = Number(query['at'] ?? version);
  const at = Number.isInteger(asked) && asked >= 1 && asked < version ? asked : version;
  const show = (event: number) => {
    const rest = event >= version ? '' : `?at=${event}`;
    route(`/console/newsletters/${deploymentId}${rest}`, true);
  };
  return (
    <Page title={post.title || `Post ${post.id}`}>
      <Summary status={status} reload={reload} />
      <Results status={status} />
      <Loaded query={known}>
        {(history) => (
          <>
            <Journey history={history} site={site} />
            <Standing status={status} history={history} at={at} show={show} />
            <Calls history={history} site={site} deploymentId={deploymentId} version={version} />
            <ContentView status={status} revisions={revisionsOf(history)} />
            <History history={history} site={site} at={at} show={show} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function revisionsOf(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history.filter(({ type }) => type === 'ContentChanged');
}
