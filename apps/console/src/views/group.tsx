import { useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/client.js';
import type { GroupWithMembers, Member } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Actions } from '../parts/actions.js';
import { Badge } from '../parts/badge.js';
import { Page } from '../parts/page.js';
import { Loaded } from '../parts/states.js';
import { Since, Times } from '../parts/times.js';

/** Newsletters with the same cause, and what can be done for all of them at once. */
export function GroupView() {
  const { params } = useRoute();
  const query = useQuery<GroupWithMembers>(`/v1/groups/${encodeURIComponent(params['key'] ?? '')}`);
  const [isAsking, setAsking] = useState(false);
  const isGone = query.error instanceof ApiError && query.error.status === 404;
  // A resolved group stays until its result was read.
  if (isGone && !isAsking) {
    return (
      <Page title="Nothing left to do">
        <p class="fine" role="status">
          No newsletter has this problem anymore.
        </p>
        <p>
          <a href="/console">Back to today</a>
        </p>
      </Page>
    );
  }
  const shown = isGone ? { ...query, error: undefined } : query;
  const found = (group: GroupWithMembers) => (
    <Found group={group} reload={query.reload} onAsking={setAsking} />
  );
  return <Loaded query={shown}>{found}</Loaded>;
}

type FoundProps = {
  group: GroupWithMembers;
  reload: () => void;
  onAsking: (isAsking: boolean) => void;
};

function Found({ group, reload, onAsking }: FoundProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { deployments, count } = group;
  const picked = deployments.filter(({ deploymentId }) => !left.has(deploymentId));
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const all = deployments.map(({ deploymentId }) => deploymentId);
  return (
    <Page title={group.title}>
      <p>{group.cure}</p>
      <p class="quiet">
        {count} {count === 1 ? 'newsletter' : 'newsletters'} of {group.brand},{' '}
        <Since at={group.since} />
        {count > deployments.length && `; the first ${deployments.length} are listed`}
      </p>
      <Actions
        actions={group.actions}
        deployments={picked.map(({ deploymentId }) => deploymentId)}
        onDone={reload}
        onAsking={onAsking}
      />
      <p>
        <label class="check">
          <input
            type="checkbox"
            checked={picked.length === all.length}
            onChange={() => setLeft(new Set(picked.length === all.length ? all : []))}
          />{' '}
          {picked.length} of {all.length} selected
        </label>
      </p>
      <ul class="plan">
        {deployments.map((member) => (
          <MemberRow
            key={member.deploymentId}
            member={member}
            isPicked={!left.has(member.deploymentId)}
            onToggle={() => toggle(member.deploymentId)}
          />
        ))}
      </ul>
    </Page>
  );
}

type RowProps = { member: Member; isPicked: boolean; onToggle: () => void };

function MemberRow({ member, isPicked, onToggle }: RowProps) {
  const { deploymentId, title, site, postId, trackId, sendAt, status } = member;
  return (
    <li>
      <input
        type="checkbox"
        aria-label={`Select ${title}`}
        checked={isPicked}
        onChange={onToggle}
      />
      <span class="entry">
        <a href={`/console/newsletters/${deploymentId}`}>{title || `Post ${postId}`}</a>{' '}
        <span class="quiet">
          {site} · post {postId}
          {trackId && ` · ${trackId}`}
          {sendAt && (
            <>
              {' · '}
              <Times at={sendAt} site={site} />
            </>
          )}
        </span>
      </span>
      <Badge status={status} />
    </li>
  );
}
