import type { FragmentDocument, FragmentSource } from './fragment-source.js';

export type { FeaturedImage, FragmentDocument, FragmentSource } from './fragment-source.js';

const HEAD = `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
`;

/** Pure, never throws, and the same for the same source. */
export function documentOfFragment({ html }: FragmentSource): FragmentDocument {
  return { html: `${HEAD}${html}\n</body></html>`, problems: [], warnings: [] };
}
