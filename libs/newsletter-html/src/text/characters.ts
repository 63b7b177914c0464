/** Soft hyphens, zero-width spaces and the like. ZWJ and ZWNJ stay: emoji and Persian need them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]|&(?:shy|#173|#xad|#8203|#x200b|ZeroWidthSpace);/gi;

/** What shows as a box or a hyphen in mail programs that do not break the line there. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** Windows-1252 from 0x80 on; \u{fffd} where it has nothing. Node decodes it as Latin-1. */
const WINDOWS = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

// oxlint-disable-next-line no-control-regex -- control characters are what it searches for
const MISREAD = /[\u0080-\u009f]/g;

/** Windows quotes and dashes that were read as Latin-1: nobody means the control characters they became. */
export function withWindowsCharacters(text: string): string {
  return text.replace(MISREAD, (character) => {
    const meant = WINDOWS.charAt(character.charCodeAt(0) - 0x80);
    return meant === '\ufffd' ? ' ' : meant;
  });
}
