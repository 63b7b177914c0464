/** Where a PostgreSQL server listens. */
export type Server = { host: string; port: number };

/** What the server must be: `primary` is no standby, `read-write` accepts writes right now. */
const SESSIONS = ['read-write', 'primary', 'any'] as const;
export type Session = (typeof SESSIONS)[number];

export type DatabaseUrl = {
  /** In the order of the URL. */
  servers: Server[];
  session: Session;
  /** The same URL with its first server only, as drivers understand it. */
  ofFirst: string;
};

export const DATABASE_URL_FORM =
  'postgres://user:password@host:5432/database, or with several servers ' +
  'postgres://user:password@a:5432,b:5432/database?target_session_attrs=read-write';

/** What is wrong with a URL, without repeating it: it contains a password. */
export class BadDatabaseUrl extends Error {
  override name = 'BadDatabaseUrl';

  constructor(what: string) {
    super(`DATABASE_URL ${what}. Set it to ${DATABASE_URL_FORM}.`);
  }
}

const PARTS = /^(postgres(?:ql)?:\/\/)([^/?#]*)([^?#]*)(?:\?([^#]*))?$/;
const DEFAULT_PORT = 5432;
const ATTRIBUTE = 'target_session_attrs';

/** Reads libpq's form of a URL, which may name several servers. @throws BadDatabaseUrl. */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  const [, protocol = '', authority = '', path = '', query = ''] = PARTS.exec(url) ?? [];
  if (protocol === '') throw new BadDatabaseUrl('is not a PostgreSQL URL');
  const login = authority.slice(0, authority.lastIndexOf('@') + 1);
  const hosts = authority.slice(login.length).split(',');
  const rest = `${path}${queryOf(query)}`;
  const urls = hosts.map((host) => `${protocol}${login}${host}${rest}`);
  if (hosts.length > 1 && hosts.some((host) => host === '' || host.startsWith(':'))) {
    throw new BadDatabaseUrl('has an empty name in its list of servers');
  }
  if (!urls.every((one) => URL.canParse(one))) {
    throw new BadDatabaseUrl('is not a PostgreSQL URL');
  }
  const servers = urls.map(serverOf);
  return { servers, session: sessionOf(query, hosts.length), ofFirst: urls[0] ?? '' };
}

/** The URL for another database of the same servers. @throws BadDatabaseUrl. */
export function withDatabase(url: string, name: string): string {
  parseDatabaseUrl(url);
  const [, protocol = '', authority = '', , query] = PARTS.exec(url) ?? [];
  return `${protocol}${authority}/${name}${query === undefined ? '' : `?${query}`}`;
}

export function nameOf({ host, port }: Server): string {
  return `${host}:${port}`;
}

function serverOf(url: string): Server {
  const { hostname, port, searchParams } = new URL(url);
  const host = decodeURIComponent(hostname).replace(/^\[(.+)\]$/, '$1');
  return {
    host: searchParams.get('host') ?? (host || 'localhost'),
    port: Number(port) || DEFAULT_PORT,
  };
}

/** Of several servers only one accepts writes, and we always write. */
function sessionOf(query: string, servers: number): Session {
  const wanted = new URLSearchParams(query).get(ATTRIBUTE);
  if (wanted === null) return servers > 1 ? 'read-write' : 'any';
  const session = SESSIONS.find((known) => known === wanted);
  if (!session) throw new BadDatabaseUrl(`must have ${ATTRIBUTE}=${SESSIONS.join(' or ')}`);
  return session;
}

/** Without the parameters that the driver does not know. */
function queryOf(query: string): string {
  const kept = query.split('&').filter((one) => one !== '' && !one.startsWith(`${ATTRIBUTE}=`));
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}
