import { LocationProvider, Route, Router } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { currentSession, get, signOut } from './api/client.js';
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
  const [known, setKnown] = useState<Known | 'nobody'>();
  const [error, setError] = useState('');
  const enter = (session: Session | undefined) => {
    if (!session) return setKnown('nobody');
    return get<SiteList>('/v1/sites').then(
      ({ sites }) => setKnown({ session, sites }),
      (problem: Error) => setError(problem.message),
    );
  };
  useEffect(() => {
    currentSession().then(enter, (problem: Error) => setError(problem.message));
  }, []);
  if (error) {
    return (
      <p class="problem" role="alert">
        {error}
      </p>
    );
  }
  if (!known) return null;
  if (known === 'nobody') return <SignIn onSignedIn={(session) => void enter(session)} />;
  const leave = () => void signOut().finally(() => setKnown('nobody'));
  return (
    <ConsoleContext.Provider value={{ ...known, signOut: leave }}>
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
