import { describe, expect, it } from 'vitest';
import { POST, mailOf, newsletterOf } from '../fragment.testing.js';

describe('what does not play in a mail', () => {
  it('is the poster of a video, and a link to it', () => {
    const html =
      '<figure class="wp-block-video"><video controls src="https://media.daily.example/v.mp4" poster="https://media.daily.example/v.jpg"></video><figcaption>The clip</figcaption></figure>';
    const { $, codes, text } = mailOf(html);
    expect(
      $('a')
        .map((_index, link) => $(link).attr('href'))
        .get(),
    ).toEqual(['https://media.daily.example/v.mp4', 'https://media.daily.example/v.mp4']);
    expect($('a img').attr('src')).toBe('https://media.daily.example/v.jpg');
    expect([text, codes]).toEqual(['▶ Watch the videoThe clip', ['video-linked']]);
  });

  it.each([
    [
      'audio',
      '<audio controls src="/a.mp3"></audio>',
      'https://daily.example/a.mp3',
      'audio-linked',
    ],
    [
      'audio by a source',
      '<audio><source src="/b.ogg"></audio>',
      'https://daily.example/b.ogg',
      'audio-linked',
    ],
    ['a video without any file', '<video></video>', POST, 'video-linked'],
    [
      'a frame',
      '<iframe src="https://player.vimeo.com/video/76" title="A film"></iframe>',
      'https://vimeo.com/76',
      'embed-linked',
    ],
    [
      'a frame of YouTube',
      '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed" title="Song"></iframe>',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'embed-linked',
    ],
    [
      'a form',
      '<form action="/x"><label>Name <input></label><button>Go</button></form>',
      POST,
      'form-linked',
    ],
  ])('is a link instead: %s', (_what, html, address, code) => {
    const { $, codes } = mailOf(html);
    expect($('a').last().attr('href')).toBe(address);
    expect($('a').last().text()).not.toBe('');
    expect(codes).toEqual([code]);
    expect($('audio, video, iframe, form, input, button').length).toBe(0);
  });

  it.each([
    [
      'www.youtube.com/embed/videoseries?list=PLabc_1-2',
      'https://www.youtube.com/playlist?list=PLabc_1-2',
    ],
    [
      'www.youtube-nocookie.com/embed?listType=playlist&list=PLabc',
      'https://www.youtube.com/playlist?list=PLabc',
    ],
    [
      'www.youtube.com/embed?listType=user_uploads&list=daily',
      'https://www.youtube.com/user/daily',
    ],
    [
      'www.youtube.com/embed/live_stream?channel=UC123',
      'https://www.youtube.com/channel/UC123/live',
    ],
    ['player.vimeo.com/video/76?h=0a1b2c&dnt=1', 'https://vimeo.com/76/0a1b2c'],
    ['vimeo.com/event/12/embed/0a1b', 'https://vimeo.com/event/12/0a1b'],
    ['vimeo.com/showcase/12/embed', 'https://vimeo.com/showcase/12'],
    ['www.dailymotion.com/embed/video/x8', 'https://www.dailymotion.com/video/x8'],
    ['geo.dailymotion.com/player/x1.html?video=x8', 'https://www.dailymotion.com/video/x8'],
    ['player.twitch.tv/?channel=daily&parent=d.example', 'https://www.twitch.tv/daily'],
    ['player.twitch.tv/?video=v12&parent=d.example', 'https://www.twitch.tv/videos/12'],
    ['clips.twitch.tv/embed?clip=Nice-1&parent=d.example', 'https://clips.twitch.tv/Nice-1'],
    ['open.spotify.com/embed/episode/4a?utm_source=x', 'https://open.spotify.com/episode/4a'],
    ['archive.org/embed/film', 'https://archive.org/details/film'],
    ['www.loom.com/embed/0a1b', 'https://www.loom.com/share/0a1b'],
    [
      'embed.podcasts.apple.com/us/podcast/x/id1?i=2',
      'https://podcasts.apple.com/us/podcast/x/id1?i=2',
    ],
    [
      'www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fd%2Fvideos%2F1',
      'https://www.facebook.com/d/videos/1',
    ],
    [
      'www.facebook.com/plugins/video.php?href=javascript%3Ax',
      'https://www.facebook.com/plugins/video.php?href=javascript%3Ax',
    ],
    ['x.example/embed/video/1?a=@{track_id}@', 'https://x.example/embed/video/1?a=@{track_id}@'],
  ])('is the page that people open, without a picture: %s', (source, address) => {
    const { $ } = mailOf(`<iframe src="https://${source.replaceAll('&', '&amp;')}"></iframe>`);
    expect($('a').last().attr('href')).toBe(address);
    expect($('img')).toHaveLength(0);
  });

  it.each([
    ['www.youtube.com/embed/dQw4w9WgXcQ?list=PL1', 'dQw4w9WgXcQ&list=PL1'],
    ['www.youtube.com/v/dQw4w9WgXcQ&fs=1', 'dQw4w9WgXcQ'],
    ['www.youtube.com/shorts/dQw4w9WgXcQ', 'dQw4w9WgXcQ'],
    ['youtu.be/dQw4w9WgXcQ?si=x', 'dQw4w9WgXcQ'],
  ])('is the picture of a video, whatever the form of its address: %s', (source, video) => {
    const { $ } = mailOf(`<iframe src="//${source.replaceAll('&', '&amp;')}"></iframe>`);
    expect($('a').last().attr('href')).toBe(`https://www.youtube.com/watch?v=${video}`);
    expect($('a img').attr('src')).toBe('https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg');
  });

  it('is the picture of a video of YouTube', () => {
    const { $ } = mailOf(
      '<div class="wp-block-embed__wrapper">\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n</div>',
    );
    expect($('a img').attr('src')).toBe('https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg');
  });

  it('is a link where WordPress left a bare address of what it could not embed', () => {
    const { $ } = mailOf(
      '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://social.example/1\n</div></figure>',
    );
    expect($('a').attr('href')).toBe('https://social.example/1');
  });

  it('leaves no frame that only counts who opened the page', () => {
    const html = '<iframe src="https://x.example/p" width="1" height="1"></iframe><p>a</p>';
    expect(mailOf(html)).toMatchObject({ text: 'a', codes: [] });
  });

  it('removes search forms, which belong to the page', () => {
    expect(mailOf('<form role="search"><label>Search</label></form><p>a</p>')).toMatchObject({
      text: 'a',
      codes: [],
    });
  });
});

describe('what newer WordPress has', () => {
  const formula = (inside: string) =>
    mailOf(
      `<div class="wp-block-math"><math display="block"><semantics><mrow>${inside}</mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></div>`,
    );

  it.each([
    [
      '<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>',
      '<i>E</i> = <i>m</i><i>c</i><sup>2</sup>',
    ],
    [
      '<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>',
      '(<i>a</i> + <i>b</i>)/2',
    ],
    [
      '<msqrt><mn>2</mn></msqrt><mo>&lt;</mo><msub><mi>x</mi><mn>1</mn></msub>',
      '√2 &lt; <i>x</i><sub>1</sub>',
    ],
    [
      '<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>',
      '∑<sub><i>i</i> = 1</sub><sup><i>n</i></sup><i>i</i>',
    ],
  ])('is a formula in a line of letters: %s', (inside, line) => {
    const { content, text } = formula(inside);
    expect(content).toContain(`>${line}</span>`);
    expect(content).not.toMatch(/<m|<annotation|<semantics/);
    expect(text).not.toContain('x^2');
  });

  it('is tabs, one below the other under their names', () => {
    const html =
      '<div class="wp-block-tabs"><div role="tablist" class="wp-block-tab-list"><button role="tab">Mon</button><button role="tab">Tue</button></div><div class="wp-block-tab-panels"><section role="tabpanel" class="wp-block-tab-panel"><p>Fog</p></section><section hidden role="tabpanel" class="wp-block-tab-panel"><p>Rain</p></section></div></div>';
    const { find, $, codes } = mailOf(html);
    expect(find('p').map((one) => $(one).text())).toEqual(['Mon', 'Fog', 'Tue', 'Rain']);
    expect(codes).toEqual([]);
  });

  it('is a footnote, which stands in the same mail', () => {
    const html =
      '<p>Deep<sup data-fn="f1" class="fn"><a href="#f1" id="f1-link">1</a></sup></p><ol class="wp-block-footnotes"><li id="f1">At low tide. <a href="#f1-link" aria-label="Jump">↩︎</a></li></ol>';
    const { text, find } = mailOf(html);
    expect([text, find('a')]).toEqual(['Deep1At low tide.', []]);
    expect(find('sup')).toHaveLength(1);
  });

  it.each([
    'https://x.example/how-to-link',
    'https://x.example/?p=1#a-link',
    'https://x.example/?f1-link',
    '/a#other-link',
  ])('is a footnote that keeps what it refers to: %s', (source) => {
    const html = `<ol class="wp-block-footnotes"><li id="f1">See <a href="${source}">this</a>. <a href="#f1-link">↩︎</a></li></ol>`;
    const { text, find } = mailOf(html);
    expect([text, find('a')]).toEqual(['See this.', [expect.anything()]]);
  });

  it('is a playlist, whose tracks are named and heard on the post', () => {
    const track = (title: string, length: string) =>
      `<li class="wp-block-playlist-track"><button class="wp-block-playlist-track__button"><span class="wp-block-playlist-track__content"><span class="wp-block-playlist-track__title">${title}</span><span class="wp-block-playlist-track__artist">Crew</span></span><span class="wp-block-playlist-track__length"><span class="screen-reader-text">Duration: </span>${length}</span></button></li>`;
    const { find, $, codes } = mailOf(
      `<figure class="wp-block-playlist"><div class="wp-block-playlist__waveform-player"></div><ol>${track('Horn', '0:12')}${track('Gulls', '1:04')}</ol></figure>`,
    );
    const texts = find('li, a').map((one) => $(one).text());
    expect(texts).toEqual(['Horn · Crew · 0:12', 'Gulls · Crew · 1:04', '♪ Listen']);
    expect([$('a').attr('href'), codes]).toEqual([POST, ['audio-linked']]);
  });
});

describe('words of ours', () => {
  const html =
    '<video src="/v.mp4"></video><audio src="/a.mp3"></audio><iframe src="https://x.example/f" title="$& Film"></iframe><form></form>';
  const words = (language: string | null) =>
    newsletterOf({ html, language })
      .html.match(/(?<=<a [^>]*>)[^<]+/g)
      ?.join(' | ');

  it.each([
    [
      'en-US',
      'Read on the web | ▶ Watch the video | ♪ Listen | Open: $&amp; Film | Open the form on our site',
    ],
    [
      'de_AT',
      'Im Web lesen | ▶ Video ansehen | ♪ Anhören | Öffnen: $&amp; Film | Formular auf unserer Website öffnen',
    ],
    [
      'nn-NO',
      'Les på nettet | ▶ Se videoen | ♪ Lytt | Åpne: $&amp; Film | Åpne skjemaet på nettstedet vårt',
    ],
    ['ja', 'ウェブで読む | ▶ 動画を見る | ♪ 聴く | 開く：$&amp; Film | サイトでフォームを開く'],
  ])('are in the language of the post: %s', (language, expected) => {
    expect(words(language)).toBe(expected);
  });

  it.each(['tlh', '', null])('are in English where it is none of ours: %s', (language) => {
    expect(words(language)).toBe(words('en'));
  });
});

describe('an image over 1 MB', () => {
  const large = '<p>a</p><img src="/pics/large.jpg?w=2" alt="x" data-bytes="2400000">';
  const tooLarge = { code: 'image-large', place: 'image large.jpg' };

  it('is reported with its size, which the mail does not carry', () => {
    const { warnings, content } = mailOf(large);
    expect(warnings.at(0)).toMatchObject({ ...tooLarge, words: expect.stringContaining('2.4 MB') });
    expect(content).not.toContain('data-bytes');
  });

  it('is reported where it is the featured image', () => {
    const featuredImage = {
      url: 'https://daily.example/large.jpg',
      alt: 'x',
      width: 1_200,
      height: 800,
      bytes: 1_000_001,
    };
    expect(newsletterOf({ html: '<p>a</p>', featuredImage }).warnings).toMatchObject([tooLarge]);
  });

  it.each(['1000000', '0', '', 'many'])('is none of data-bytes="%s"', (bytes) => {
    expect(mailOf(large.replace('2400000', bytes)).codes).toEqual([]);
  });
});
