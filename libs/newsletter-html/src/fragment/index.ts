export { documentOfFragment } from './document-of-fragment.js';
export type { FeaturedImage, FragmentDocument, FragmentSource } from './fragment-source.js';
