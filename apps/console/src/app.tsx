import { LocationProvider, Route, Router } from 'preact-iso';
import { ConsoleContext } from './parts/console-context.js';
import { Header } from './parts/header.js';
import { Page } from './parts/page.js';
import { GroupView } from './views/group.js';
import { NewsletterView } from './views/newsletter.js';
import { OperationsView } from './views/operations.js';
import { SearchView } from './views/search.js';
import { SignIn } from './views/sign-in.js';
import { Today } from './views/today.js';
import { type Somebody, useSameSession, useWho } from './use-who.js';

/** Unknown yet, nobody signed in, or a user. */
export function App() {
  const { who, notice, setNotice, refresh, enter, out, outAnyway } = useWho();
  switch (who.state) {
    case 'unknown':
      return null;
    case 'unable':
      return <Unable words={who.words} onAgain={refresh} onLeave={outAnyway} />;
    case 'nobody':
      return <SignIn words={who.words} onSignedIn={(one) => void enter(one)} />;
    case 'somebody':
      return <Inside who={who} notice={notice} onRead={() => setNotice('')} onLeave={out} />;
  }
}

type InsideProps = { who: Somebody; notice: string; onRead: () => void; onLeave: () => void };

function Inside({ who: { session, sites }, notice, onRead, onLeave }: InsideProps) {
  useSameSession();
  return (
    <ConsoleContext.Provider value={{ session, sites, signOut: onLeave }}>
      <LocationProvider scope="/console">
        <Header />
        <main id="main" tabIndex={-1}>
          {notice && (
            <p class="problem" role="alert">
              {notice} <button onClick={onRead}>Dismiss</button>
            </p>
          )}
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

/** Signing out stays possible: an error may be temporary, or depend on the key. */
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
