// @ts-check
// Leads on from an old address with the query and the heading that follow it. The page's own refresh, for those without
// scripts, drops both; it stands further down, and reading ends here.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
window.stop();
location.replace(script.dataset.movedTo + location.search + location.hash);
