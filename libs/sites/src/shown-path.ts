/** A URL, a signing secret, or a long run of letters and digits. */
const SECRET = /:\/\/|whsec_|[@=+\s]|(?:^|\/)[^/.]{32,}(?:$|\/)/;

/** The path of a file for a message: an invalid path is most likely the secret itself, and is not repeated. */
export function shownPath(path: string): string {
  return SECRET.test(path) ? '(not shown: it looks like the secret itself)' : path;
}
