import { postWords } from './post-words.js';

/** The fields of a status that the CLI shows; the gateway's /docs lists all. */
export type Status = {
  deploymentId: string;
  version: number;
  site: string;
  brand: string;
  status: string;
  trackId: string | null;
  post: { id: number; title: string; status: string };
  wanted: { intent: string; sendAt: string | null; revision: number };
  achieved: {
    audience: { status: string; recipientCount: number | null } | null;
    results: Results | null;
  } | null;
  due: { step: string; at: string; attempt: number; reason: string } | null;
  running: { step: string; since: string; attempt: number } | null;
  held: { by: string; reason: string } | null;
  brandHold: { words: string | null; probeAt: string | null } | null;
  failed: { step: string; words: string } | null;
  lastError: { step: string; words: string; at: string } | null;
  problems: { words: string }[];
  warnings: { words: string }[];
};

type Results = {
  hours: number;
  sentCount: number | null;
  bounceCount: number | null;
  uniqueOpens: number | null;
  uniqueClicks: number | null;
};

type Line = [string, string | null | undefined];

/** A status as lines for people; missing fields are omitted. */
export function statusLines(status: Status): string[] {
  const { post, wanted, achieved, due, running, held, brandHold, failed, lastError } = status;
  const audience = achieved?.audience;
  const lines: Line[] = [
    ['newsletter', `${post.title} (${postWords(post)})`],
    ['id', status.deploymentId],
    ['site, brand', `${status.site}, ${status.brand}`],
    ['status', status.status],
    ['TrackId', status.trackId],
    ['send time', wanted.sendAt],
    ['audience', audience && `${audience.status}${countOf(audience.recipientCount)}`],
    ['results', achieved?.results && resultsLine(achieved.results)],
    ['due', due && `${due.step} at ${due.at}, attempt ${due.attempt} (${due.reason})`],
    ['running', running && `${running.step} since ${running.since}, attempt ${running.attempt}`],
    ['held', held && `by ${held.by}: ${held.reason}`],
    ['brand held', brandHold && `${brandHold.words ?? ''} (next try ${brandHold.probeAt})`],
    ['failed', failed && `${failed.step}: ${failed.words}`],
    ['last error', lastError && `${lastError.step}, ${lastError.at}: ${lastError.words}`],
    ...status.problems.map(({ words }): Line => ['problem', words]),
    ...status.warnings.map(({ words }): Line => ['warning', words]),
  ];
  return lines.flatMap(([name, value]) => (value ? [`${name.padEnd(12)} ${value}`] : []));
}

function countOf(recipients: number | null): string {
  return recipients === null ? '' : `, ${recipients} recipients`;
}

/** Plain counts, which scripts can read. */
function resultsLine({ hours, ...counts }: Results): string {
  const { sentCount, uniqueOpens, uniqueClicks, bounceCount } = counts;
  const parts = [
    ['sent', sentCount],
    ['opened', uniqueOpens],
    ['clicked', uniqueClicks],
    ['bounced', bounceCount],
  ] as const;
  return `${parts.map(([name, count]) => `${count ?? '?'} ${name}`).join(', ')} (after ${hours} h)`;
}
