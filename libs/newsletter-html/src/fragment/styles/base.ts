/** Where a quote begins. */
export const QUOTE_EDGE = '3px solid #9a9a9a';

/** The defaults before any theme's sheet: blocks look right without one. Every rule of a theme overrides them. */
export const BASE = `
:where(p, ul, ol, dl, figure, table, pre) { margin-top: 0; margin-bottom: 16px }
:where(li > ul, li > ol) { margin-bottom: 0 }
:where(.wp-block-columns, .wp-block-media-text, .wp-block-cover, .wp-block-gallery, .wp-block-buttons,
  .wp-block-file, .wp-block-social-links, .wp-block-group, .wp-block-details, .gallery) { margin-bottom: 16px }
:where(hr) { margin-top: 24px; margin-bottom: 24px }
:where(h1, h2, h3, h4, h5, h6) { margin-top: 24px; margin-bottom: 12px; line-height: 1.25 }
:where(h1) { font-size: 30px }
:where(h2) { font-size: 24px }
:where(h3) { font-size: 20px }
:where(h4, h5, h6) { font-size: 17px }
:where(figure) { margin-left: 0; margin-right: 0 }
:where(figcaption, .wp-caption-text) { margin-top: 6px; font-size: 13px; line-height: 1.4; color: #5f5f5f; text-align: center }
:where(blockquote) { margin: 0 0 16px; padding: 0; padding-inline-start: 16px;
  border-inline-start: ${QUOTE_EDGE} }
:where(.wp-block-pullquote) { margin: 24px 0; padding: 16px 0; border-top: 3px solid #9a9a9a;
  border-bottom: 3px solid #9a9a9a; text-align: center; font-size: 20px }
:where(.wp-block-pullquote blockquote) { margin: 0; padding: 0; border-inline-start: 0 }
:where(cite) { font-size: 14px; font-style: normal }
:where(pre, code, kbd, samp) { font-family: Consolas, Menlo, monospace; font-size: 14px }
:where(pre) { white-space: pre-wrap }
:where(.wp-block-code) { padding: 12px 16px; background-color: #f3f3f3; color: #1e1e1e }
:where(.wp-block-verse) { font-family: inherit; font-size: inherit }
:where(.has-text-align-center) { text-align: center }
:where(.has-text-align-right) { text-align: right }
:where(.has-text-align-left) { text-align: left }
:where(.wp-block-button__link, .wp-block-file__button, .wp-block-search__button) { background-color: #32373c;
  color: #ffffff; padding: 12px 24px; text-decoration: none }
:where(.is-style-outline > .wp-block-button__link) { background-color: transparent; color: #32373c;
  border: 2px solid #32373c }
:where(.wp-block-table td, .wp-block-table th) { padding: 8px; border: 1px solid #c9c9c9 }
:where(.wp-block-table table) { border-collapse: collapse; width: 100% }
:where(.has-drop-cap) { font-size: inherit }
`;
