import { LocationProvider, Route, Router } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { currentSession, get, signOut, whenSessionEnds } from './api/client.js';
import type { Session, Site, SiteList } from './api/types.js';
import { ConsoleContext } from './parts/console-context.js';
import { Header } from './parts/header.js';
import { Page } from './parts/page.js';
import { GroupView } from './views/group.js';
import { NewsletterView } from './views/newsletter.js';
import { OperationsView } from './views/operations.js';
import { SearchView } from './views/search.js';
import { SignIn } from './views/sign-in.js';
import { Today } from './views/today.js';

type Known = { session: Session; sites: Site[] };

/** Nobody yet, nobody signed in, or somebody. */
export function App() {
  const [known, setKnown] = useState<Known>();
  const [ended, setEnded] = useState<string>();
  const [error, setError] = useState('');
  const fail = (problem: Error) => setError(problem.message);
  const leave = (words = '') => {
    whenSessionEnds(undefined);
    setError('');
    setKnown(undefined);
    setEnded(words);
  };
  const enter = (session: Session | undefined) => {
    if (!session) return leave();
    return get<SiteList>('/v1/sites').then(({ sites }) => {
      whenSessionEnds(leave);
      setEnded(undefined);
      setKnown({ session, sites });
    }, fail);
  };
  const look = () => {
    setError('');
    currentSession().then(enter, fail);
  };
  useEffect(look, []);
  const out = () => void signOut().then(() => leave());
  if (error) return <Unable words={error} onAgain={look} onLeave={out} />;
  if (ended !== undefined) return <SignIn words={ended} onSignedIn={(one) => void enter(one)} />;
  if (!known) return null;
  return (
    <ConsoleContext.Provider value={{ ...known, signOut: out }}>
      <LocationProvider scope="/console">
        <Header />
        <main id="main" tabIndex={-1}>
          <Router>
            <Route path="/console" component={Today} />
            <Route path="/console/groups/:key" component={GroupView} />
            <Route path="/console/newsletters/:id" component={NewsletterView} />
            <Route path="/console/operations" component={OperationsView} />
            <Route path="/console/search" component={SearchView} />
            <Route default component={Nowhere} />
          </Router>
        </main>
      </LocationProvider>
    </ConsoleContext.Provider>
  );
}

function Nowhere() {
  return (
    <Page title="Not found">
      <p>
        This address leads nowhere. <a href="/console">Go to today</a>
      </p>
    </Page>
  );
}

type UnableProps = { words: string; onAgain: () => void; onLeave: () => void };

/** Nobody is locked in: what fails once may work again, or with another key. */
function Unable({ words, onAgain, onLeave }: UnableProps) {
  return (
    <main id="main" class="sign-in">
      <Page title="Newsletters">
        <p class="problem" role="alert">
          {words}
        </p>
        <p class="buttons">
          <button onClick={onAgain}>Try again</button>
          <button onClick={onLeave}>Sign in with another key</button>
        </p>
      </Page>
    </main>
  );
}
