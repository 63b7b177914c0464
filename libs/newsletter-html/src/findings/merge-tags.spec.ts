import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';
import { codes, seen } from './seen.testing.js';

describe('a merge tag of another email service', () => {
  it.each([
    '*|FNAME|*',
    '{{ subscriber.first_name }}',
    '{{{unsubscribe}}}',
    '{% if x %}',
    '%%first_name%%',
    '<%= name %>',
  ])('is reported: %s', (script) => {
    expect(findingsOf(seen(`<p>Hi ${script}</p>`))).toMatchObject([
      { code: 'foreign-script', words: expect.stringContaining(script) },
    ]);
  });

  it('is reported with the link or image that it stands in', () => {
    const html =
      '<a href="https://x.example/*|UNIQID|*">Go</a><img src="https://x.example/{{id}}.png" alt="x">';
    expect(findingsOf(seen(html)).map(({ place }) => place)).toEqual([
      'link "Go"',
      'image {{id}}.png',
    ]);
  });

  it('is reported in a hidden text, which mailboxes show beside the subject', () => {
    const html = '<div style="display:none">{{ preview }} <b>and more</b></div><p>x</p>';
    expect(findingsOf(seen(html))).toMatchObject([
      { code: 'foreign-script', place: 'hidden text "{{ preview }} and more"' },
    ]);
  });

  it.each(['<template>Hi {{name}}</template>', '<style>a{b:"{{c}}"}</style>'])(
    'is not reported where nobody sees it: %s',
    (html) => {
      expect(codes(`${html}<p>x</p>`)).toEqual([]);
    },
  );

  it.each(['100%% sure', '{one}', '2 * |x| * 3', '@{first_name}@'])(
    'is not reported: %s',
    (text) => {
      expect(codes(`<p>${text}</p>`)).toEqual([]);
    },
  );
});
