/** Of the element that is typed in: code is no prose. */
export const CODE_ATTRIBUTES = {
  autocapitalize: 'none',
  autocorrect: 'off',
  spellcheck: 'false',
  // It is focusable as it is; that is written out for who reads attributes.
  tabindex: '0',
};
