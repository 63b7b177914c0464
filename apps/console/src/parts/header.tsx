import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { useLive } from '../api/live.js';
import { useConsole } from './console-context.js';

/** The navigation of every page. */
export function Header() {
  const { session, signOut } = useConsole();
  const { path } = useLocation();
  const isLive = useLive();
  return (
    <header>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <nav aria-label="Console">
        <Item path="/console" here={path} name="Today" />
        {session.kind === 'operator' && (
          <Item path="/console/operations" here={path} name="Operations" />
        )}
      </nav>
      <Search />
      <p class="who">
        {!isLive && (
          <strong role="status" class="urgent">
            Not live: reconnecting…
          </strong>
        )}{' '}
        <span>
          {[session.name, session.site ?? 'All sites', !session.mayAct && 'reads only']
            .filter(Boolean)
            .join(' · ')}
        </span>{' '}
        <button onClick={signOut}>Sign out</button>
      </p>
    </header>
  );
}

function Item({ path, here, name }: { path: string; here: string; name: string }) {
  const isHere = here.replace(/\/$/, '') === path;
  return (
    <a href={path} {...(isHere ? { 'aria-current': 'page' } : {})}>
      {name}
    </a>
  );
}

function Search() {
  const { route, query } = useLocation();
  const [text, setText] = useState(query['q'] ?? '');
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) route(`/console/search?q=${encodeURIComponent(text.trim())}`);
      }}
    >
      <input
        type="search"
        aria-label="Search by title, post, or TrackId"
        placeholder="Title, post, TrackId"
        accessKey="s"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button>Search</button>
    </form>
  );
}
