import { changedLines } from '../pure/changed-lines.js';

type Said = { subject: string; text: string | null };

/** The text of a revision that is new compared with the one before, line by line. */
export function Difference({ before, after }: { before: Said; after: Said }) {
  const lines = changedLines(asText(before), asText(after));
  const isSame = lines.every(({ kind }) => kind === 'same');
  return (
    <details>
      <summary>
        {isSame ? 'Says the same as the revision before' : 'Changed since the revision before'}
      </summary>
      <pre class="difference" tabIndex={0} role="region" aria-label="Changed lines">
        {lines.map(({ kind, text }, index) => (
          <Line key={index} kind={kind} text={text} />
        ))}
      </pre>
    </details>
  );
}

function Line({ kind, text }: { kind: string; text: string }) {
  if (kind === 'added') return <ins>+ {text}</ins>;
  if (kind === 'removed') return <del>- {text}</del>;
  return <span>{`  ${text}\n`}</span>;
}

function asText({ subject, text }: Said): string {
  return `${subject}\n\n${text ?? ''}\n`;
}
