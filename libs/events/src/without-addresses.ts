/** Also as a web address writes it: Omeda may name the URL that it was asked for. */
const ADDRESS =
  /(?<![^\s@<>"',;:()])[^\s@<>"',;:()]+(?:@|%40|&#64;)[^\s@<>"',;:()]*[^\s@<>"',;:().]/gi;
const QUOTED = /"[^"\s@]*(?:\s[^"\s@]+)*"@[^\s@<>"',;:()]+/g;

/** Words of Omeda or of a person, with e-mail addresses left out: testers are nobody's business. */
export function withoutAddresses(words: string): string {
  return words.replace(QUOTED, '(address)').replace(ADDRESS, '(address)');
}
