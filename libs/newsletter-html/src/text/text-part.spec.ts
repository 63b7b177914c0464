import { describe, expect, it } from 'vitest';
import { knownVariables } from '../merge/known-variables.js';
import { Viewed } from '../view/viewed.js';
import { textPart } from './text-part.js';

function text(html: string): string {
  return textPart(new Viewed(html), knownVariables());
}

describe('the text part', () => {
  it('reads as the newsletter does', () => {
    const html = `<html><head><title>No</title><style>p{}</style></head><body>
      <div style="display:none">Only for the list of the mailbox</div>
      <h1>Morning news</h1><p>Good <b>morning</b>,<br>readers.</p>
      <table><tr><td><a href="https://daily.example/1"><img src="x.png" alt="A photo"></a></td></tr></table>
      <ul><li>One</li><li>Two</li></ul><!--[if mso]>no<![endif]-->
      <p><a href="@{confirmunsubscribelink}@">Unsubscribe</a></p></body></html>`;
    expect(text(html)).toBe(
      [
        'Morning news',
        'Good morning,\nreaders.',
        'A photo (https://daily.example/1)',
        ' * One\n * Two',
        'Unsubscribe (@{confirmunsubscribelink}@)',
      ].join('\n\n'),
    );
  });

  it('has a line for each row, and keeps cells apart', () => {
    const html =
      '<table><tr><th>City</th><th>Votes</th></tr><tr><td>Ulm</td><td>17</td></tr></table><dl><dt>Fog</dt><dd>thick</dd></dl>';
    expect(text(html)).toBe('City Votes\nUlm 17\n\nFog\nthick');
  });

  it.each([
    ['<figure><img alt="A photo"><figcaption>Ulm</figcaption></figure>', 'A photo\nUlm'],
    ['<p>a</p><figure>b</figure><p>c</p>', 'a\n\nb\n\nc'],
    ['<table><caption>Votes</caption><tr><td>Ulm</td></tr></table>', 'Votes\nUlm'],
    [
      '<details open><summary>More</summary>Hidden <b>no</b> more</details>',
      'More\nHidden no more',
    ],
    ['<fieldset><legend>Size</legend>Large</fieldset>', 'Size\nLarge'],
    ['a<center>b</center>c', 'a\nb\nc'],
  ])('joins no words that stand on lines of their own: %s', (html, expected) => {
    expect(text(html)).toBe(expected);
  });

  it.each([
    ['<p>Hi &#64;{you}&#64; @{first_name}@</p>', 'Hi @ {you} @ @{first_name}@'],
    ['<p>&lt;div&gt; and 1 &lt; 2 and &lt;/p&gt;</p>', '< div> and 1 < 2 and < /p>'],
    ['<div>@{optoutfooterhtml}@</div>', '@{optoutfootertext}@'],
    ['<p>Donau&shy;dampf\u200bschiff می\u200cخواهم 👩‍👧</p>', 'Donaudampfschiff می\u200cخواهم 👩‍👧'],
    ['<a href="https://daily.example">https://daily.example</a>', 'https://daily.example'],
    ['<a href="#top">Up</a>', 'Up'],
    ['<a href=" https://daily.example/\n1 ">One</a>', 'One (https://daily.example/1)'],
    [
      '<map name="m"><area alt="Unsubscribe" href="@{confirmunsubscribelink}@"><area href="https://x.example/"></map>',
      'Unsubscribe (@{confirmunsubscribelink}@) https://x.example/',
    ],
    [
      '<p>&#64;{first_name}&#64; &commat;&lcub;first_name}@</p>',
      '@ {first_name} @ @ {first_name} @',
    ],
    ['<p>&#64;{<b>first_name</b>}&#64;</p>', '@ {first_name} @'],
    [
      '<table><tr><th>Team</th><th>Points</th></tr><tr><td>Reds</td><td>12</td></tr></table>',
      'Team Points\nReds 12',
    ],
    ['<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>', 'Left\n\nRight'],
  ])('of %s is %s', (html, expected) => {
    expect(text(html)).toBe(expected);
  });

  it.each([
    [
      'picture and its name',
      '<a href="https://x.example/v"><img src="v.jpg" alt="Watch"></a><p><a href="https://x.example/v">Watch</a></p>',
      'Watch (https://x.example/v)',
    ],
    [
      'headline and its picture',
      '<h2><a href="https://x.example/a">Fog</a></h2><a href="https://x.example/a"><img src="v.jpg" alt=" Fog "></a>',
      'Fog (https://x.example/a)',
    ],
    [
      'picture that says something else',
      '<a href="https://x.example/a"><img src="v.jpg" alt="A pier"></a> <a href="https://x.example/a">Fog</a>',
      'A pier (https://x.example/a) Fog (https://x.example/a)',
    ],
  ])('says once what leads to one place in the same words: a %s', (_what, html, expected) => {
    expect(text(html)).toBe(expected);
  });

  it.each([
    ['<div style="visibility:hidden">no <b style="visibility:visible">Yes</b> no</div>'],
    ['<div style="visibility:hidden"><img src="x.png" alt="no"></div>Yes'],
    ['<img src="x.png" alt="no" style="display:none">Yes'],
    ['<p style="transform:scale(0)">no</p>Yes'],
    ['<!--no--!>Yes'],
    ['<![CDATA[no>Yes'],
  ])('has what is seen of %s', (html) => {
    expect(text(html)).toBe('Yes');
  });

  it('is there for the deepest nesting', () => {
    expect(text(`${'<div>'.repeat(100_000)}News`)).toBe('News');
  });
});
