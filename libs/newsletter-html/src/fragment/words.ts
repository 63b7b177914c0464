/** A long list as people read it. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
