import { expect, it } from 'vitest';
import type { Actor } from '#events';
import { whoOf } from './who.js';

it.each<[string, Actor, string | null]>([
  ['the service', { kind: 'service' }, null],
  ['a WordPress user', { kind: 'wordpress', id: '3', name: 'Ada' }, 'Ada in WordPress'],
  ['a WordPress user without a name', { kind: 'wordpress', id: '3' }, 'a person in WordPress'],
  ['a named key', { kind: 'person', id: 'operator:Zoë', name: 'Zoë' }, 'Zoë'],
  [
    'a person with another one’s key',
    { kind: 'person', id: 'operator:Rob', name: 'Zoë' },
    'Zoë, with the key of Rob',
  ],
  ['a key without a name', { kind: 'person', id: 'operator:1' }, 'an operator'],
  ['a person with such a key', { kind: 'person', id: 'operator:1', name: 'Ada' }, 'Ada'],
  ['a site key', { kind: 'person', id: 'site:two' }, 'a person with the key of the site two'],
  ['a button in WordPress', { kind: 'person', id: 'site:two', name: 'Ada' }, 'Ada'],
  [
    'an erased person',
    { kind: 'person', id: 'operator:Rob', name: 'a person whose data was erased', erased: true },
    'a person whose data was erased',
  ],
])('%s is named as people read it', (_what, actor, words) => {
  expect(whoOf(actor)).toBe(words);
});
