import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

const FILMS = [
  '<video src="blob:https://x.example/1"></video>',
  '<video src="film.mp4"></video>',
  '<video src="/film.mp4"></video>',
  '<audio><source src="talk.mp3"></audio>',
];

describe('a film or sound without an address', () => {
  it.each(FILMS)('promises no link in a post without one: %s', (html) => {
    const { content, warnings } = mailOf(`<p>x</p>${html}`, { baseUrl: null });
    const linked = warnings.find(({ code }) => /^(?:video|audio)-linked$/.test(code));
    expect(linked?.words).toMatch(/Readers get nothing of it, .* https:\/\//);
    expect(content).not.toContain('<a ');
  });

  it('keeps its picture, and says so', () => {
    const html = '<video src="blob:x" poster="https://x.example/p.jpg"></video>';
    const { content, warnings } = mailOf(html, { baseUrl: null });
    expect(content).toContain('src="https://x.example/p.jpg"');
    expect(warnings[0]?.words).toContain('Readers get its picture without a link');
  });

  it.each(FILMS)('leads to its post, or its place on the site, where that is known: %s', (html) => {
    const { content, warnings } = mailOf(html);
    expect(content).toContain('href="https://daily.example/');
    expect(warnings[0]?.words).toContain('Readers get a link to it instead.');
  });
});
