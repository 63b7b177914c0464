import type { Notice, Status } from '../api/types.js';
import { Actions } from '../parts/actions.js';
import { Badge } from '../parts/badge.js';
import { Relative, Times } from '../parts/times.js';
import { actionsFor } from '../pure/possible.js';
import { stepName } from '../pure/status.js';

/** Its current status in a few lines, and the possible actions. */
export function Summary({ status, reload }: { status: Status; reload: () => void }) {
  const { site, brand, post, trackId } = status;
  const { due, running } = status;
  return (
    <section class="summary" aria-label="Status">
      <p>
        <Badge status={status.status} />{' '}
        <span class="quiet">
          {brand} · {site} · post {post.id}
          {trackId && ` · ${trackId}`}
          {status.generation > 1 && ` · generation ${status.generation}`}
        </span>
      </p>
      <SendTime status={status} />
      {running && (
        <p>
          {stepName(running.step)} is running, since <Relative at={running.since} />.
        </p>
      )}
      {due && !running && (
        <p>
          Next: {stepName(due.step)} <Relative at={due.at} />
          {due.attempt > 1 && `, attempt ${due.attempt}`}.
        </p>
      )}
      <Troubles status={status} />
      <Actions actions={actionsFor(status)} deployments={[status.deploymentId]} onDone={reload} />
    </section>
  );
}

/** Only what is scheduled at Omeda is sent then. */
function leadOf({ status, achieved, wanted }: Status): string {
  if (achieved?.sent) return 'Went out ';
  if (status === 'scheduled' || achieved?.scheduled) return 'Goes out ';
  if (status === 'missed') return 'Should have gone out ';
  return wanted.intent === 'publish' ? 'Not scheduled yet. Send time: ' : 'Send time: ';
}

function SendTime({ status }: { status: Status }) {
  const { wanted, achieved, site } = status;
  const sent = achieved?.sent;
  const at = sent?.sentAt ?? wanted.sendAt;
  if (!at) return null;
  return (
    <p>
      {leadOf(status)}
      <strong>
        <Times at={at} site={site} />
      </strong>
      , <Relative at={at} />
      {sent?.sentCount !== undefined && `, to ${sent.sentCount} readers`}
    </p>
  );
}

function Troubles({
  status: { failed, held, brandHold, lastError, problems, warnings },
}: {
  status: Status;
}) {
  return (
    <ul class="troubles">
      {failed && (
        <li class="bad">
          {stepName(failed.step)} failed: {failed.words}
        </li>
      )}
      {held && <li class="waiting">{held.reason}</li>}
      {brandHold && (
        <li class="waiting">
          No call is made for its brand: {brandHold.words}
          {brandHold.probeAt && (
            <>
              {' '}
              Omeda is tried again <Relative at={brandHold.probeAt} />.
            </>
          )}
        </li>
      )}
      {!failed && lastError && (
        <li class="waiting">
          Last error, <Relative at={lastError.at} />: {lastError.words}
        </li>
      )}
      {problems.map((problem) => (
        <Finding key={problem.code + problem.words} notice={problem} tone="bad" />
      ))}
      {warnings.map((warning) => (
        <Finding key={warning.code + warning.words} notice={warning} tone="waiting" />
      ))}
    </ul>
  );
}

export function Finding({ notice, tone }: { notice: Notice; tone: string }) {
  return (
    <li class={tone}>
      {notice.words}
      {notice.place && <span class="quiet"> {notice.place}</span>}
    </li>
  );
}
