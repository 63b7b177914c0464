type Frame = { host: string; path: string[]; query: URLSearchParams; search: string };
type Page = (frame: Frame) => string | undefined;

const YOUTUBE = 'https://www.youtube.com';
/** Names of eleven letters, as a video's has, that are not videos. */
const NO_VIDEOS = new Set(['videoseries', 'live_stream']);

const youtube: Page = ({ path: [kind = '', name = ''], query }) => {
  if (kind === 'watch') return watched(query.get('v') ?? '', query);
  if (!/^(?:embed|v|e|shorts|live)$/.test(kind)) return undefined;
  if (name === 'live_stream') {
    const channel = named(query.get('channel'));
    return channel && `${YOUTUBE}/channel/${channel}/live`;
  }
  return watched(name, query) ?? listed(query);
};

function watched(name: string, query: URLSearchParams): string | undefined {
  const video = NO_VIDEOS.has(name) ? undefined : /^[\w-]{11}(?![\w-])/.exec(name)?.[0];
  const list = named(query.get('list'));
  return video && `${YOUTUBE}/watch?v=${video}${list ? `&list=${list}` : ''}`;
}

function listed(query: URLSearchParams): string | undefined {
  const list = named(query.get('list'));
  if (query.get('listType') === 'user_uploads') return list && `${YOUTUBE}/user/${list}`;
  return list && `${YOUTUBE}/playlist?list=${list}`;
}

/** An unlisted video opens with the word that is in its address. */
const vimeoPlayer: Page = ({ path: [kind, video], query }) => {
  if (kind !== 'video' || !/^\d+$/.test(video ?? '')) return undefined;
  const word = named(query.get('h'));
  return `https://vimeo.com/${video}${word ? `/${word}` : ''}`;
};

const vimeo: Page = ({ path: [kind, name, embed, word] }) => {
  if (embed !== 'embed' || !/^(?:event|showcase|album)$/.test(kind ?? '')) return undefined;
  const shown = kind === 'album' ? 'showcase' : kind;
  return `https://vimeo.com/${shown}/${name}${word ? `/${word}` : ''}`;
};

const dailymotion: Page = ({ path: [first, kind, name], query }) => {
  if (first === 'embed' && name) return `https://www.dailymotion.com/${kind}/${name}`;
  const [video, list] = [named(query.get('video')), named(query.get('playlist'))];
  if (video) return `https://www.dailymotion.com/video/${video}`;
  return list && `https://www.dailymotion.com/playlist/${list}`;
};

const twitch: Page = ({ query }) => {
  const [channel, video] = [named(query.get('channel')), named(query.get('video'))];
  if (video) return `https://www.twitch.tv/videos/${video.replace(/^v/, '')}`;
  return channel && `https://www.twitch.tv/${channel}`;
};

const clip: Page = ({ query }) => {
  const name = named(query.get('clip'));
  return name && `https://clips.twitch.tv/${name}`;
};

/** Hosts whose frame addresses have one more segment at the start. */
const without =
  (first: RegExp, instead: string): Page =>
  ({ host, path: [start, ...rest] }) =>
    first.test(start ?? '') && rest.length > 0
      ? `https://${host}${instead}/${rest.join('/')}`
      : undefined;

const withoutHost: Page = ({ host, path, search }) =>
  `https://${host.replace(/^embed\./, '')}/${path.join('/')}${search}`;

/** Hosts whose frame addresses contain the page's address. */
const within =
  (name: string, hosts: RegExp): Page =>
  ({ query }) => {
    const page = query.get(name) ?? '';
    return /^https?:\/\/\S+$/.test(page) && hosts.test(hostOf(page)) ? page : undefined;
  };

const PAGES: readonly [RegExp, Page][] = [
  [/^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/, youtube],
  [/^youtu\.be$/, ({ path: [name = ''], query }) => watched(name, query)],
  [/^player\.vimeo\.com$/, vimeoPlayer],
  [/^(?:www\.)?vimeo\.com$/, vimeo],
  [/^(?:www|geo)\.dailymotion\.com$/, dailymotion],
  [/^player\.twitch\.tv$/, twitch],
  [/^clips\.twitch\.tv$/, clip],
  [/^open\.spotify\.com$/, without(/^embed(?:-podcast)?$/, '')],
  [/^archive\.org$/, without(/^embed$/, '/details')],
  [/^www\.loom\.com$/, without(/^embed$/, '/share')],
  [/^embed\.(?:(?:music|podcasts)\.apple\.com|ted\.com)$/, withoutHost],
  [/^www\.facebook\.com$/, within('href', /(?:^|\.)facebook\.com$/)],
  [/^w\.soundcloud\.com$/, within('url', /^soundcloud\.com$/)],
];

/** The page a person would open, instead of the one made for frames; the address itself if unknown. */
export function pageOfFrame(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname: host, pathname, searchParams: query, search } = new URL(address);
  const page = PAGES.find(([hosts]) => hosts.test(host))?.[1];
  return page?.({ host, path: pathname.split('/').filter(Boolean), query, search }) ?? address;
}

/** The picture of a video, by the address of its page. */
export function thumbnailOf(page: string): string | undefined {
  const video = /^https:\/\/www\.youtube\.com\/watch\?v=([\w-]{11})/.exec(page)?.[1];
  return video && `https://i.ytimg.com/vi/${video}/hqdefault.jpg`;
}

/** A name as hosts assign them, without special characters. */
function named(value: string | null): string | undefined {
  return value !== null && /^[\w-]+$/.test(value) ? value : undefined;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}
