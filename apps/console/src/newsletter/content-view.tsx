import { useState } from 'preact/hooks';
import type { Content, HistoryEntry, Notice, Status } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Loaded } from '../parts/states.js';
import { Difference } from './difference.js';
import { Finding } from './summary.js';

type Props = { status: Status; revisions: HistoryEntry[] };

/** The content of each revision: as readers get it, and its changes from the one before. */
export function ContentView({ status, revisions }: Props) {
  const newest = revisions.length;
  const [asked, setAsked] = useState<number>();
  if (newest === 0) return null;
  const revision = asked ?? newest;
  const atOmeda = status.achieved?.contentRevision;
  return (
    <section aria-labelledby="content">
      <h2 id="content">Content</h2>
      <p>
        <label>
          Revision{' '}
          <select
            value={revision}
            onChange={({ currentTarget }) => setAsked(Number(currentTarget.value))}
          >
            {revisions.map(({ data }) => {
              const number = Number(data['revision']);
              return (
                <option key={number} value={number}>
                  {number}
                  {number === atOmeda ? ' (at Omeda)' : ''}
                </option>
              );
            })}
          </select>
        </label>
      </p>
      <Findings entry={revisions.find(({ data }) => data['revision'] === revision)} />
      <Revision id={status.deploymentId} revision={revision} />
      <Preview id={status.deploymentId} revision={revision} />
    </section>
  );
}

function Findings({ entry }: { entry: HistoryEntry | undefined }) {
  const problems = (entry?.data['problems'] ?? []) as Notice[];
  const warnings = (entry?.data['warnings'] ?? []) as Notice[];
  if (problems.length + warnings.length === 0) return <p class="fine">Nothing was found in it.</p>;
  return (
    <ul class="troubles">
      {problems.map((notice) => (
        <Finding key={notice.words} notice={notice} tone="bad" />
      ))}
      {warnings.map((notice) => (
        <Finding key={notice.words} notice={notice} tone="waiting" />
      ))}
    </ul>
  );
}

function Revision({ id, revision }: { id: string; revision: number }) {
  const never = () => false;
  const base = `/v1/deployments/${id}/content`;
  const content = useQuery<Content>(`${base}?compare=false&revision=${revision}`, never);
  const isFirst = revision === 1;
  const before = useQuery<Content>(
    isFirst ? undefined : `${base}?compare=false&revision=${revision - 1}`,
    never,
  );
  return (
    <Loaded query={content}>
      {({ subject, preheader, text }) => (
        <>
          <dl class="data">
            <div>
              <dt>Subject</dt>
              <dd>{subject}</dd>
            </div>
            {preheader && (
              <div>
                <dt>Preheader</dt>
                <dd>{preheader}</dd>
              </div>
            )}
          </dl>
          {!isFirst && (
            <Loaded query={before}>
              {(earlier) => <Difference before={earlier} after={{ subject, text }} />}
            </Loaded>
          )}
        </>
      )}
    </Loaded>
  );
}

/** The email in its own frame, which runs nothing and sees nothing of this page. */
function Preview({ id, revision }: { id: string; revision: number }) {
  return (
    <details>
      <summary>Preview</summary>
      <iframe
        title={`Revision ${revision} as readers get it`}
        src={`/v1/deployments/${id}/content/page?revision=${revision}`}
        sandbox=""
        loading="lazy"
      />
    </details>
  );
}
