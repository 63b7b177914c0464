/** A fake `document`: whether it is visible. */
export class Tab extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';

  become(state: Tab['visibilityState']): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}
