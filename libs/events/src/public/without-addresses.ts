const ADDRESS = /[^\s@<>"',;:()]+@[^\s@<>"',;:()]+/g;

/** Words of Omeda or of a person, with e-mail addresses left out: testers are nobody's business. */
export function withoutAddresses(words: string): string {
  return words.replace(ADDRESS, '(address)');
}
