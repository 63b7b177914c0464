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

  it('leaves no search form, which is of the page', () => {
    expect(mailOf('<form role="search"><label>Search</label></form><p>a</p>')).toMatchObject({
      text: 'a',
      codes: [],
    });
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
  const told = { code: 'image-large', place: 'image large.jpg' };

  it('is told with its size, which the mail does not carry', () => {
    const { warnings, content } = mailOf(large);
    expect(warnings.at(0)).toMatchObject({ ...told, words: expect.stringContaining('2.4 MB') });
    expect(content).not.toContain('data-bytes');
  });

  it('is told where it is the featured image', () => {
    const featuredImage = {
      url: 'https://daily.example/large.jpg',
      alt: 'x',
      width: 1_200,
      height: 800,
      bytes: 1_000_001,
    };
    expect(newsletterOf({ html: '<p>a</p>', featuredImage }).warnings).toMatchObject([told]);
  });

  it.each(['1000000', '0', '', 'many'])('is none of data-bytes="%s"', (bytes) => {
    expect(mailOf(large.replace('2400000', bytes)).codes).toEqual([]);
  });
});
