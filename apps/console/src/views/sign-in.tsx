import { useEffect, useRef, useState } from 'preact/hooks';
import { actor, signIn } from '../api/session.js';
import type { Session } from '../api/types.js';
import { Page } from '../parts/page.js';

/** Signs in with a key; the browser stores a session instead, never the key. */
type Props = { words: string; onSignedIn: (session: Session) => void };

export function SignIn({ words, onSignedIn }: Props) {
  const [key, setKey] = useState('');
  const [name, setName] = useState(actor.get());
  const [error, setError] = useState(words);
  const first = useRef<HTMLInputElement>(null);
  // There is nothing else to do here, so the field gets the focus.
  useEffect(() => first.current?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    actor.set(name);
    signIn(key).then(onSignedIn, (problem: Error) => setError(problem.message));
  };
  return (
    <main id="main" class="sign-in">
      <Page title="Sign in">
        <form onSubmit={submit}>
          <label>
            Operator key or site key
            <input
              ref={first}
              type="password"
              autoComplete="current-password"
              required
              value={key}
              onInput={({ currentTarget }) => setKey(currentTarget.value)}
            />
          </label>
          <label>
            Your name, shown in the history
            <input
              type="text"
              autoComplete="name"
              maxLength={100}
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          </label>
          <button class="primary">Sign in</button>
          {error && (
            <p class="problem" role="alert">
              {error}
            </p>
          )}
        </form>
      </Page>
    </main>
  );
}
