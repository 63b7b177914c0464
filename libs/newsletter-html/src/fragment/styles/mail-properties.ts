import { isAlong, sidesOfName } from './logical.js';
import { words } from '../words.js';

/** Newer or longer names of properties that mail programs know by another. */
const OTHER_NAMES: Record<string, string> = {
  'text-decoration-line': 'text-decoration',
  'grid-gap': 'gap',
};

/** Written into the mail. */
const SHOWN = new Set(
  words(`
  background background-color background-image background-position background-repeat
  background-size border border-collapse border-color border-radius border-spacing
  border-style border-width caption-side color direction font font-family font-size
  font-style font-variant font-weight height letter-spacing line-height list-style
  list-style-type margin max-width padding table-layout text-align text-decoration
  text-indent text-transform unicode-bidi vertical-align white-space width word-break
  word-wrap overflow-wrap word-spacing hyphens tab-size
`),
);
const SIDE = /^(?:margin|padding|border)-(?:top|right|bottom|left)(?:-(?:color|style|width))?$/;
const CORNER = /^border-(?:top|bottom)-(?:left|right)-radius$/;

/** Read by the stages that make tables of blocks, or that find what is hidden. */
const READ = new Set(
  words(`
  align-items aspect-ratio column-gap display flex-basis flex-direction flex-wrap float
  font-size gap grid-template-columns justify-content max-height min-height
  opacity overflow overflow-x overflow-y visibility clip clip-path position left right top
  bottom grid-column object-fit object-position transform scale filter content-visibility
`),
);

/** The name of a property in a mail; none if a mail cannot have it. */
export function mailNames(name: string): string[] {
  const names = sidesOfName(OTHER_NAMES[name] ?? name);
  return names.filter((one) => isShown(one) || READ.has(one) || isAlong(one));
}

export function isShown(name: string): boolean {
  return SHOWN.has(name) || SIDE.test(name) || CORNER.test(name);
}
