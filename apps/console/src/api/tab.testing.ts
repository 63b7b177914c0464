/** Stands for the `document` of a page: what it can tell of whether somebody sees it. */
export class Tab extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';

  become(state: Tab['visibilityState']): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}
