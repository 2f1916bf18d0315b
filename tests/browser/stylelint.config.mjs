// What style sheets are held to: sources.test.mjs runs it.
export default {
  extends: ['stylelint-config-recommended'],
  rules: {
    // The order of the parts goes before the order of their weights.
    'no-descending-specificity': null,
    'declaration-block-no-redundant-longhand-properties': true,
    'shorthand-property-no-redundant-values': true,
  },
};
