import type { Page } from 'playwright-core';

/** Text that is hard to read on the color behind it, as `ratio text`. Pictures behind it are ignored. */
export function hardToRead(page: Page, least: number): Promise<string[]> {
  return page.evaluate(`(() => {
    const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => [r, g, b]
      .map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
    const behind = (element) => {
      for (let one = element; one; one = one.parentElement) {
        const color = rgb(getComputedStyle(one).backgroundColor);
        if (color.length === 3 || color[3] > 0.5) return color;
      }
      return [255, 255, 255];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent.trim();
      if (!text || !element.checkVisibility() || getComputedStyle(element).opacity === '0') continue;
      const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < ${least}) found.push(ratio.toFixed(1) + ' ' + text.slice(0, 40));
    }
    return found;
  })()`);
}

/** Pictures that overflow their cell, by address. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.images].filter((image) => {
    const cell = image.closest('td');
    return cell && image.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1;
  }).map((image) => image.src)`);
}

/** Whether the page is wider than the screen. */
export function isScrolledSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth + 1');
}

/** The visible words, in their order: two that run into each other are one. */
export async function wordsOn(page: Page): Promise<string[]> {
  const text = await page.evaluate<string>('document.body.innerText');
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
