import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';
import { codes, seen } from './seen.testing.js';

describe('a link', () => {
  it.each([
    '',
    '#',
    'http://',
    'https://',
    '#nowhere',
    'about/us',
    '?p=1',
    '/news',
    '//x.example/',
    'javascript:alert(1)',
    'mailto:',
    'http://localhost:8080/news',
    'http://192.168.0.7/',
    'https://daily.local/news',
    'https://staging.daily.example/news',
    'https://dev-daily.pantheonsite.io/news',
    'https://daily.example/wp-admin/post.php?post=1',
    'https://daily.example/?p=1&preview=true',
    'https://daily.example/@{confirmunsubscribelink}@',
    'https://daily.example/2026/@%7BForwardToAFriendLink%7D@',
    'mailto:@{preferencepagelink}@',
  ])('to %j is dead, and reported with its text', (href) => {
    expect(findingsOf(seen(`<a href="${href}">Read more</a>`))).toMatchObject([
      { code: 'link-dead', place: 'link "Read more"' },
    ]);
  });

  it.each([
    'https://daily.example/news#part',
    'http://daily.example/',
    'mailto:a@daily.example',
    'tel:+1234',
    '@{preferencepagelink}@',
    'https://daily.example/?c=@{encrypted_customer_id}@',
    'https://daily.example/?back=@{preferencepagelink}@',
    'https://daily.example/@{track_id}@/a',
    'https://dev.to/a',
    'https://testing-times.example/',
    '#here',
  ])('to %s is fine', (href) => {
    expect(codes(`<a href="${href}">Read more</a><h2 id="here">Here</h2>`)).toEqual([]);
  });

  it('is reported a few times, and the rest is counted', () => {
    const all = findingsOf(
      seen(Array.from({ length: 9 }, (_, n) => `<a href="#">x${n}</a>`).join('')),
    );
    expect(all).toHaveLength(5);
    expect(all.at(-1)?.words).toMatch(/4 more have the same problem\.$/);
  });

  it('reports every cure once before repeating one', () => {
    const local = Array.from({ length: 7 }, (_, n) => `<a href="http://localhost/">x${n}</a>`);
    const others = '<a href="https://x.example/wp-admin/">Edit</a><a href="#">None</a>';
    const all = findingsOf(seen(local.join('') + others));
    expect(all.map(({ place }) => place)).toEqual([
      'link "x0"',
      'link "x1"',
      'link "x2"',
      'link "Edit"',
      'link "None"',
    ]);
    expect(all[2]?.words).toMatch(/Use the public address\. 4 more have the same problem\.$/);
    expect(all[3]?.words).toMatch(/requires an editor’s login. Use the public address\.$/);
  });

  it('is counted separately from links with another problem', () => {
    const links = Array.from({ length: 8 }, (_, n) => `<a href="http://10.0.0.${n}/">x${n}</a>`);
    const all = findingsOf(seen(links.join('')));
    expect(all).toHaveLength(5);
    expect(all.at(-1)?.words).toMatch(/10\.0\.0\.4,.*address\. 3 more have a problem like it\.$/);
  });
});
