import type { Notice } from '#events';
import { type Unclosed, leftOpen, unclosedIn } from '../document/unclosed.js';
import { isSeen } from '../text/is-seen.js';
import { viewOf } from '../view/view-of.js';
import type { Viewed } from '../view/viewed.js';
import { picturePlace, quoted } from './place.js';
import { few } from './seen.js';

/** It is removed from a fragment without its content. */
const TAKEN_OUT_ALONE = 'select';

/** What readers would see if the comment, tag, or element before it had been closed. */
export function swallowed({ html, scan, view }: Viewed, isWhole = true): Notice[] {
  const open = view.unshown.filter(({ name, isOpen }) => {
    return isOpen && name !== scan.open?.name && (isWhole || name !== TAKEN_OUT_ALONE);
  });
  const elements = open.map(({ name, start }) => leftOpen(html, name, afterTag(html, start)));
  return few([...unclosedIn(html, scan), ...elements].flatMap((one) => notice(html, one) ?? []));
}

/** Content of elements that no browser shows, and that does not belong there. */
export function notShown({ html, view }: Viewed): Notice[] {
  const closed = view.unshown.filter(({ name, isOpen }) => UNMEANT.has(name) && !isOpen);
  const notices = closed.slice(0, MOST).flatMap(({ start, end, name }) => {
    if (AMP.test(html.slice(start, start + 200))) return [];
    const place = placeIn(html.slice(afterTag(html, start), end).replace(OPTION, ''));
    const words = `Readers do not see what stands in the element “<${name}>”. Move it out, or remove it.`;
    return place === undefined ? [] : [{ code: 'not-shown', words, field: 'post.html', place }];
  });
  return few(notices);
}

/** Each is read separately. */
const MOST = 500;
const UNMEANT = new Set(['noframes', 'noembed', 'select', 'dialog', 'template', 'datalist']);
const OPTION = /<option\b[^>]{0,500}>[^<]*/gi;
const AMP = /^<template\s[^>]*\btype\s*=/i;

function afterTag(html: string, start: number): number {
  return html.indexOf('>', start) + 1 || html.length;
}

function notice(html: string, { start, end, cause, cure }: Unclosed): Notice | undefined {
  const place = placeIn(html.slice(start, end));
  if (place === undefined) return undefined;
  const mend = cure === '' ? 'Remove it.' : `Close it with ${cure} before this point.`;
  const words = `${cause} is not closed where it should be, so readers do not see what follows it. ${mend}`;
  return { code: 'unclosed', words, field: 'post.html', place };
}

/** The first one that readers would see. */
function placeIn(html: string): string | undefined {
  const { texts, pictures } = viewOf(html);
  const text = texts.find((one) => isSeen(one.text));
  if (text) return `text ${quoted(text.text)}`;
  const picture = pictures.find(({ isHidden, isSpeck }) => !isHidden && !isSpeck);
  return picture && picturePlace(picture);
}
