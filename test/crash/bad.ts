import type { Books, Verdict } from './count.js';
import type { Newsletter } from './newsletter.js';
import type { Office, Status } from './office.js';

/** A newsletter that went wrong, or was requested: what is wrong, and all that happened to it. */
export type Bad = { newsletter: Newsletter; faults: string[]; story: string[] };

type Judging = {
  books: Books;
  verdicts: ReadonlyMap<Newsletter, Verdict>;
  unfinished: ReadonlyMap<Newsletter, Status>;
  office: Office;
  /** The number of one that is always reported. */
  asked: number | undefined;
};

const STATUS_CHARS = 900;

export async function badOf({ verdicts, asked, ...judging }: Judging): Promise<Bad[]> {
  const bad: Bad[] = [];
  for (const [newsletter, verdict] of verdicts) {
    const faults = [...Object.values(verdict).flat(), ...unfinished(newsletter, judging)];
    if (faults.length === 0 && newsletter.number !== asked) continue;
    bad.push({ newsletter, faults, story: await storyOf(newsletter, judging) });
  }
  return bad;
}

function unfinished(newsletter: Newsletter, judging: Pick<Judging, 'unfinished'>): string[] {
  const open = judging.unfinished.get(newsletter);
  if (!open) return [];
  const words = JSON.stringify({ ...open, problems: undefined });
  return [`unfinished: ${words}`.slice(0, STATUS_CHARS)];
}

/** The history and Omeda's actions, by time. */
async function storyOf(
  newsletter: Newsletter,
  { books, office }: Pick<Judging, 'books' | 'office'>,
): Promise<string[]> {
  const history = await office.history(newsletter);
  const calls = books.of(newsletter).flatMap(({ trackId }) => books.effectsOn(trackId));
  return [
    ...history.map(({ at, sentence }) => `${at}  ${sentence}`),
    ...calls.map(
      ({ effectAt, at, call, trackId, status, did }) =>
        `${effectAt}  OMEDA ${call} ${trackId} (request ${at}, response ${status}) ${JSON.stringify(did ?? '')}`,
    ),
  ].toSorted();
}
