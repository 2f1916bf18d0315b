// Leads on from an old address with the query and the heading that follow it. The page's own refresh, for those without
// scripts, drops both; it stands further down, and reading ends here.
(() => {
  const { movedTo } = document.currentScript.dataset;
  window.stop();
  location.replace(movedTo + location.search + location.hash);
})();
