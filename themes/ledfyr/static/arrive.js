// Arriving from a result of the search: its words are marked, and the address is made clean.
(() => {
  const { all, element } = globalThis.ledfyr;
  const search = document.querySelector("[data-search]");
  const main = document.querySelector("main");
  const words = (new URLSearchParams(location.search).get("markera") || "").split(" ").filter(Boolean).slice(0, 8);
  if (!search || !main || !words.length) return;
  try {
    history.replaceState(null, "", location.pathname + location.hash);
  } catch { /* A browser may refuse this on a disk. */ }
  const any = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  const whole = new RegExp("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])", "giu");
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walk.nextNode()) if (!walk.currentNode.parentNode.closest("script,style,svg,form")) nodes.push(walk.currentNode);
  let marks = 0;
  for (const node of nodes) {
    const out = [];
    let at = 0;
    for (const found of node.data.matchAll(whole)) {
      out.push(node.data.slice(at, found.index), element("mark", found[0], "search-mark"));
      at = found.index + found[0].length;
      marks += 1;
    }
    if (at) node.replaceWith(...out, node.data.slice(at));
  }
  if (!marks) return;
  const bar = element("p", `${search.dataset.marked.replace("{n}", marks)} `, "search-marked");
  const clear = bar.appendChild(Object.assign(element("button", search.dataset.clear), { type: "button" }));
  clear.addEventListener("click", () => {
    all("mark.search-mark", main).forEach((mark) => {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    });
    bar.remove();
    main.focus();
  });
  main.prepend(bar);
  // The bar has moved what was asked for.
  document.querySelector(":target")?.scrollIntoView();
})();
