import { useRef, useState } from 'preact/hooks';
import type { WireCall as Call } from '../api/types.js';
import { shortPath } from '../pure/call-groups.js';
import { pretty } from '../pure/pretty.js';

/** One request as it was sent, and its response. */
export function WireCall({ call }: { call: Call }) {
  const { method, path, status, tookMs, request, response, error } = call;
  const isGood = call.class === 'ok';
  return (
    <details class="wire">
      <summary>
        <code>
          {method} {shortPath(path)}
        </code>{' '}
        <span class={`badge ${isGood ? 'good' : 'bad'}`}>
          {status ?? 'no response'}
          {!isGood && ` · ${call.class}`}
        </span>{' '}
        <span class="quiet">{tookMs.toLocaleString('en-US')} ms</span>
      </summary>
      <Body name="Request" text={`${method} ${path}${request ? `\n\n${pretty(request)}` : ''}`} />
      <Body name="Response" text={response === null ? (error ?? '') : pretty(response)} />
    </details>
  );
}

function Body({ name, text }: { name: string; text: string }) {
  const body = useRef<HTMLPreElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    copied(body.current, text).then(setCopied, () => setCopied(false));
  };
  return (
    <>
      <h3>
        {name}{' '}
        <button class="link" onClick={copy} aria-label={`Copy the ${name.toLowerCase()}`}>
          Copy
        </button>{' '}
        <span role="status">{isCopied && 'Copied.'}</span>
      </h3>
      <pre ref={body} class="difference" tabIndex={0} role="group" aria-label={name}>
        {text || 'Empty'}
      </pre>
    </>
  );
}

/** False if the browser does not let pages copy: then the text is selected. */
async function copied(body: HTMLElement | null, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (body) window.getSelection()?.selectAllChildren(body);
    return false;
  }
}
