// ---- The head ----

const sheets = (root) => [...root.querySelectorAll("head link[rel~=stylesheet]")];
const scripts = (root) => [...root.querySelectorAll("script[src]")].filter((s) => !live(s)).map((s) => s.getAttribute("src")).join(" ");

// New styles are loaded beside the old ones, which go when the new ones are here: the page never stands naked.
function swapStyles(after) {
  const now = sheets(document);
  const wanted = sheets(after);
  wanted.forEach((link, i) => {
    const old = now[i];
    if (old && old.getAttribute("href") === link.getAttribute("href") && old.media === link.media) return;
    const fresh = document.importNode(link, true);
    if (old) {
      const done = () => old.remove();
      fresh.addEventListener("load", done);
      fresh.addEventListener("error", done);
      old.after(fresh);
    } else {
      document.head.append(fresh);
    }
  });
  now.slice(wanted.length).forEach((link) => link.remove());
}

// ---- The page ----

// The first part of the text that is in sight stays where it is when something above it grows or goes.
function anchor() {
  if (scrollY === 0) return null;
  for (const element of document.querySelectorAll("main h1, main h2, main h3, main h4, main p, main li, main tr, main pre, main img")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight && !pinned(element)) return { element, top };
  }
  return null;
}

// A list of contents that stays in sight says nothing about where the reader is.
function pinned(element) {
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    if (/sticky|fixed/.test(getComputedStyle(node).position)) return true;
  }
  return false;
}

// The way to the element that has the focus, for when it is replaced.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const steps = [];
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    steps.unshift([node.localName, [...node.parentElement.children].indexOf(node)]);
  }
  return { element, id: element.id, steps, start: element.selectionStart, end: element.selectionEnd };
}

function refocus(was) {
  if (!was || was.element === document.activeElement) return;
  let element = was.element.isConnected ? was.element : was.id && document.getElementById(was.id);
  if (!element) {
    element = document.body;
    for (const [name, index] of was.steps) {
      element = element && element.children[index];
      if (!element || element.localName !== name) return;
    }
  }
  element.focus({ preventScroll: true });
  if (was.start != null && element.setSelectionRange) {
    try { element.setSelectionRange(was.start, was.end); } catch { /* not a field of text */ }
  }
}

async function update() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    const response = await fetch(location.pathname + location.search, { cache: "no-store", headers: { accept: "text/html" } });
    const type = response.headers.get("content-type") || "";
    if (!response.ok || response.redirected || !type.startsWith("text/html")) { location.reload(); return; }
    const after = new DOMParser().parseFromString(await response.text(), "text/html");
    const mark = after.getElementById("_ledfyr-live");
    if (!mark || scripts(sent) !== scripts(after) || !sent.querySelector("body > *")) { location.reload(); return; }
    const hash = mark.dataset.page;
    if (hash === shown) return;
    const where = anchor();
    const focus = focused();
    const y = scrollY;
    swapStyles(after);
    if (document.title !== after.title) document.title = after.title;
    const root = after.documentElement;
    if (sent.lang !== root.lang) document.documentElement.lang = root.lang;
    const changed = !same(sent.querySelector("body"), after.body);
    if (changed) {
      patch(document.body, sent.querySelector("body"), after.body);
      refocus(focus);
      if (where && where.element.isConnected) scrollBy({ top: where.element.getBoundingClientRect().top - where.top, behavior: "instant" });
      else if (scrollY !== y) scrollTo({ top: y, behavior: "instant" });
    }
    sent = root.cloneNode(true);
    shown = hash;
    if (changed) {
      say("updated");
      document.dispatchEvent(new CustomEvent("ledfyr:patched"));
    }
  } catch {
    // The server went away in between; the connection will tell.
  } finally {
    busy = false;
    if (again) { again = false; update(); }
  }
}

// Images keep their address when they change.
function refresh(urls, number) {
  const changed = new Set(urls.map((url) => new URL(`/${url.split("/").map(encodeURIComponent).join("/")}`, location.href).pathname));
  document.querySelectorAll("img[src], source[src], object[data], embed[src]").forEach((element) => {
    const name = element.hasAttribute("data") && element.localName === "object" ? "data" : "src";
    const url = new URL(element.getAttribute(name), document.baseURI);
    if (url.origin === location.origin && changed.has(url.pathname)) element.setAttribute(name, `${url.pathname}?ledfyr=${number}`);
  });
}
