/** Elements within a line of text by default: on a line of its own, one would tear a sentence. */
export const INLINE_ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb rp rt rtc ruby s samp
  small span strike strong sub sup time tt u var`.split(/\s+/),
);
