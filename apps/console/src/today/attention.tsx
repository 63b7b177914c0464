import type { Group, Groups } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { usePageZone } from '../parts/console-context.js';
import { Loaded } from '../parts/states.js';
import { Relative, Since } from '../parts/times.js';
import { dateTime } from '../pure/time.js';

/** What needs a person, by cause: the first to be sent comes first. */
export function Attention() {
  const query = useQuery<Groups>('/v1/groups');
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">Needs attention</h2>
      <Loaded query={query}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p class="fine">Nothing needs attention.</p>
          ) : (
            <ul class="groups">
              {groups.map((group) => (
                <GroupCard key={group.key} group={group} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function GroupCard({ group }: { group: Group }) {
  const { key, kind, count, title, cure, brand, sites, since, nextSendAt, soon } = group;
  const zone = usePageZone();
  return (
    <li class={`group ${kind}`}>
      <p class="count">
        {count}
        <span class="unseen"> {count === 1 ? 'newsletter' : 'newsletters'}: </span>
      </p>
      <div>
        <h3>
          <a href={`/console/groups/${key}`}>{title}</a>
        </h3>
        <p class="titles">
          {group.titles.map((title) => `“${title || 'Untitled'}”`).join(', ')}
          {count > group.titles.length && `, and ${count - group.titles.length} more`}
        </p>
        <p>{cure}</p>
        <p class="quiet">
          {brand} · {sites.length > 3 ? `${sites.length} sites` : sites.join(', ')} ·{' '}
          <Since at={since} />
          {nextSendAt && (
            <>
              {count === 1 ? ' · send time ' : ' · first send time '}
              <strong class={soon > 0 ? 'urgent' : ''}>
                {dateTime(new Date(nextSendAt), zone)}, <Relative at={nextSendAt} />
              </strong>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
