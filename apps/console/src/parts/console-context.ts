import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session, Site } from '../api/types.js';
import { CENTRAL } from '../pure/time.js';

export type Console = { session: Session; sites: Site[]; signOut: () => void };

export const ConsoleContext = createContext<Console>({
  session: {
    kind: 'site',
    id: '',
    name: null,
    mayAct: false,
    site: null,
    endsAt: null,
    csrf: null,
  },
  sites: [],
  signOut: () => undefined,
});

export function useConsole(): Console {
  return useContext(ConsoleContext);
}

/** A site's own zone; Central until the site has named one. */
export function useZoneOf(site: string): string {
  const { sites } = useConsole();
  return sites.find(({ id }) => id === site)?.timeZone ?? CENTRAL;
}

/** The zone whose days are shown: the one that all sites have, otherwise Central. */
export function usePageZone(): string {
  const zones = new Set(useConsole().sites.flatMap(({ timeZone }) => timeZone ?? []));
  const [only] = zones;
  return zones.size === 1 && only ? only : CENTRAL;
}
