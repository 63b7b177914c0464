/** Also percent-encoded: Omeda may quote the URL of the request. */
const ADDRESS =
  /(?<![^\s@<>"',;:()])[^\s@<>"',;:()]+(?:@|%40|&#64;)[^\s@<>"',;:()]*[^\s@<>"',;:().]/gi;
const QUOTED = /"[^"\s@]*(?:\s[^"\s@]+)*"@[^\s@<>"',;:()]+/g;

/** Words of Omeda or of a person, without e-mail addresses: testers are private. */
export function withoutAddresses(words: string): string {
  return words.replace(QUOTED, '(address)').replace(ADDRESS, '(address)');
}
