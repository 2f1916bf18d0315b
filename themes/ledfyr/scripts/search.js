// @ts-check
// Search on a page: the box with suggestions, and the page of results. No part of a query ever becomes HTML.
import { connect } from './search-page/connection.js';
import { showResults } from './search-page/results.js';
import { SuggestionBox } from './search-page/suggestions.js';

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-search]'));
if (form) {
  const search = connect(form);
  new SuggestionBox(search);
  const results = /** @type {HTMLElement | null} */ (document.querySelector('[data-search-results]'));
  if (results) showResults(search, results);
}
