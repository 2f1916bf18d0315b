// What scripts of the theme and of live reload are held to, besides `tsc`: sources.test.mjs runs both.
import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-len': ['error', { code: 120 }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-unused-vars': ['error', { varsIgnorePattern: '^_$' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['themes/ledfyr/scripts/sw.js', 'themes/ledfyr/scripts/worker/**'],
    languageOptions: {
      globals: {
        ...globals.serviceworker, VERSION: 'readonly', PINNED: 'readonly', LISTED: 'readonly', OFFLINE: 'readonly',
      },
    },
  },
];
