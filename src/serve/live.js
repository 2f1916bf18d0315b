// Live reload. Only `ledfyr serve` adds it to pages; it runs before their own scripts.
//
// The server tells of every new state which hash the page shown here now has. When that is another, the new page is
// fetched and only what differs between the old and the new page as the server sent them is changed in the one that is
// shown: what scripts, the reader's scrolling, typing and unfolding have done to the rest stays.
(() => {
  "use strict";
  const own = document.getElementById("_ledfyr-live");
  if (!own || !window.EventSource || !window.DOMParser) return;

  // The page as the server sent it: deferred, and the first script, this runs when nothing has changed it yet.
  let sent = document.documentElement.cloneNode(true);
  let shown = own.dataset.page;
  let busy = false;
  let again = false;

  // ---- Patching ----

  const same = (a, b) => a.isEqualNode(b);
  const live = (node) => node.id === "_ledfyr-live" || node.localName === "ledfyr-overlay";
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

  // Which node that is shown stands for each child that was sent. Nodes that scripts added stand for none; when one
  // that was sent cannot be found, scripts have done too much and the whole parent is replaced.
  function counterparts(shownParent, sentParent) {
    const map = new Map();
    let candidate = shownParent.firstChild;
    for (const child of sentParent.childNodes) {
      let node = candidate;
      while (node && (live(node) || !alike(node, child))) node = node.nextSibling;
      if (!node) {
        if (child.nodeType === Node.ELEMENT_NODE) return null;
        continue; // Text that a script merged or split.
      }
      map.set(child, node);
      candidate = node.nextSibling;
    }
    return map;
  }

  // Pairs of children of the old and the new page that stand for each other: equal ones first from both ends, then the
  // longest common run in between, then those that are alike.
  function pairs(before, after) {
    const a = [...before.childNodes];
    const b = [...after.childNodes];
    const found = new Map();
    let start = 0;
    let enda = a.length;
    let endb = b.length;
    while (start < enda && start < endb && same(a[start], b[start])) found.set(b[start], a[start++]);
    while (enda > start && endb > start && same(a[enda - 1], b[endb - 1])) found.set(b[--endb], a[--enda]);
    const rows = enda - start;
    const columns = endb - start;
    if (rows * columns > 0 && rows * columns <= 250000) {
      const length = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
      for (let i = rows - 1; i >= 0; i--) {
        for (let j = columns - 1; j >= 0; j--) {
          length[i][j] = same(a[start + i], b[start + j])
            ? length[i + 1][j + 1] + 1
            : Math.max(length[i + 1][j], length[i][j + 1]);
        }
      }
      for (let i = 0, j = 0; i < rows && j < columns;) {
        if (same(a[start + i], b[start + j])) found.set(b[start + j++], a[start + i++]);
        else if (length[i + 1][j] >= length[i][j + 1]) i++;
        else j++;
      }
    }
    // Between two pairs, what is left of the old and alike becomes the new.
    const place = new Map(a.map((node, i) => [node, i]));
    let from = 0;
    b.forEach((node, j) => {
      const partner = found.get(node);
      if (partner) { from = place.get(partner) + 1; return; }
      let until = a.length;
      for (let k = j + 1; k < b.length; k++) if (found.has(b[k])) { until = place.get(found.get(b[k])); break; }
      for (let i = from; i < until; i++) {
        if (alike(a[i], node)) { found.set(node, a[i]); from = i + 1; break; }
      }
    });
    return found;
  }

  // What a reader did to a part that is to be replaced.
  function carry(from, to) {
    if (from.nodeType !== Node.ELEMENT_NODE) return;
    const opened = [...from.querySelectorAll("details[open]")];
    const all = [...to.querySelectorAll("details")];
    opened.forEach((details) => {
      const name = (details.querySelector("summary") || details).textContent.trim();
      const match = all.find((d) => (d.id && d.id === details.id) || (d.querySelector("summary") || d).textContent.trim() === name);
      if (match) match.open = true;
    });
    from.querySelectorAll("input[id], textarea[id], select[id]").forEach((field) => {
      const match = to.querySelector(`#${CSS.escape(field.id)}`);
      if (!match || match.type !== field.type || match.type === "file") return;
      if (match.type === "checkbox" || match.type === "radio") match.checked = field.checked;
      else match.value = field.value;
    });
  }

  function replace(node, after) {
    const fresh = document.importNode(after, true);
    carry(node, fresh);
    node.replaceWith(fresh);
  }

  // Makes `node`, which was sent as `before`, into `after`.
  function patch(node, before, after) {
    if (same(before, after)) return;
    if (node.nodeType !== Node.ELEMENT_NODE) {
      if (node.nodeValue !== after.nodeValue) node.nodeValue = after.nodeValue;
      return;
    }
    for (const { name } of [...before.attributes]) {
      if (!after.hasAttribute(name)) node.removeAttribute(name);
    }
    for (const { name, value } of after.attributes) {
      if (before.getAttribute(name) !== value) node.setAttribute(name, value);
    }
    const stands = counterparts(node, before);
    if (!stands) { replace(node, after); return; }
    const known = pairs(before, after);
    const kept = new Set(known.values());
    for (const [child, element] of stands) if (!kept.has(child)) element.remove();
    let previous = null;
    for (const child of after.childNodes) {
      const old = known.get(child);
      const element = old && stands.get(old);
      if (element) {
        const next = element.nextSibling;
        patch(element, old, child);
        previous = element.isConnected ? element : (next ? next.previousSibling : node.lastChild);
      } else {
        const fresh = document.importNode(child, true);
        if (previous) previous.after(fresh); else node.prepend(fresh);
        previous = fresh;
      }
    }
  }

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

  // ---- The overlay ----

  let words = {};
  let overlay;
  let status;
  let panel;
  let last = "";
  const FOLDED = "ledfyr-folded";
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((c) => c != null));
    return made;
  };

  function open() {
    if (overlay && overlay.isConnected) return;
    overlay = document.createElement("ledfyr-overlay");
    const root = overlay.attachShadow({ mode: "open" });
    status = element("p", { className: "status" });
    status.setAttribute("role", "status");
    panel = element("div", { className: "panel", hidden: true });
    root.append(element("link", { rel: "stylesheet", href: "/_ledfyr/live.css" }), status, panel);
    document.documentElement.append(overlay);
    last = "";
  }

  let fading;
  function say(word) {
    open();
    status.textContent = words[word] || "";
    status.classList.toggle("seen", Boolean(status.textContent));
    clearTimeout(fading);
    if (word !== "lost") fading = setTimeout(() => { status.classList.remove("seen"); status.textContent = ""; }, 2500);
  }

  function card(item) {
    const place = [item.file, item.line && `${words.line} ${item.line}`].filter(Boolean).join(", ");
    const link = item.editor
      ? element("a", { href: item.editor, textContent: place || words.open, title: words.open })
      : element("span", { textContent: place });
    const excerpt = item.excerpt && element("pre", { tabIndex: 0 }, ...item.excerpt.map((line) =>
      element("span", { className: line.here ? "line here" : "line" }, element("b", { textContent: String(line.line) }), ` ${line.text}\n`)));
    return element("li", { className: item.severity },
      element("p", { className: "message" }, element("strong", { textContent: `${item.severity === "error" ? words.error : words.warning}: ` }), item.message),
      element("p", { className: "place" }, link, " ", element("code", { textContent: item.code })),
      excerpt,
      ...item.help.map((help) => element("p", { className: "help", textContent: help })));
  }

  // Errors are shown unfolded, since the page beneath is not the latest. Warnings wait to be asked for.
  function show(message) {
    const { findings, stale, source } = message;
    const key = JSON.stringify([findings, stale, source]);
    open();
    if (key === last) return;
    last = key;
    if (!findings.items.length && !stale) {
      panel.hidden = true;
      panel.replaceChildren();
      return;
    }
    const here = findings.items.filter((item) => item.file === source || item.severity === "error");
    const others = findings.items.filter((item) => !here.includes(item));
    const before = panel.querySelector("details");
    const focus = panel.getRootNode().activeElement;
    const details = element("details", {},
      element("summary", {}, element("strong", { textContent: findings.summary }), stale ? element("span", { textContent: ` – ${words.stale}` }) : null),
      element("ul", {}, ...here.map(card)),
      others.length ? element("p", { className: "others", textContent: `${others.length} ${words.elsewhere}` }) : null,
      others.length ? element("ul", {}, ...others.map(card)) : null,
      findings.more ? element("p", { className: "others", textContent: `${findings.more} ${words.more}` }) : null);
    let folded = null;
    try { folded = sessionStorage.getItem(FOLDED); } catch { /* no storage, no memory */ }
    const errors = findings.errors > 0;
    details.open = before && before.dataset.errors === String(errors) ? before.open : errors && folded !== "yes";
    details.dataset.errors = String(errors);
    details.querySelector("summary").addEventListener("click", () => {
      try { sessionStorage.setItem(FOLDED, details.open ? "yes" : "no"); } catch { /* as above */ }
    });
    panel.className = errors ? "panel errors" : "panel warnings";
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", words.region);
    panel.replaceChildren(details);
    panel.hidden = false;
    if (focus) details.querySelector("summary").focus({ preventScroll: true });
  }

  // ---- The connection ----

  let source;
  let wait;
  let failures = 0;

  function told(message) {
    if (failures) say("");
    failures = 0;
    words = message.words;
    show(message);
    if (message.page !== shown) update();
    if (message.assets.length) refresh(message.assets, message.number);
  }

  // A browser has six connections to a server for all its tabs together. Four may listen; the others ask now and then.
  // (Locks are there on this machine's own addresses; from a phone they are not, and there are fewer tabs.)
  let leave = () => {};
  const seat = (name) => new Promise((taken) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) { taken(null); return null; }
      return new Promise((free) => taken(free));
    }).catch(() => taken(null));
  });
  async function seated() {
    if (!navigator.locks) return true;
    for (const name of ["ledfyr-1", "ledfyr-2", "ledfyr-3", "ledfyr-4"]) {
      const free = await seat(name);
      if (free) { leave = free; return true; }
    }
    return false;
  }

  let connecting = false;
  async function connect() {
    clearTimeout(wait);
    if (source || connecting || document.hidden) return;
    connecting = true;
    const query = `page=${encodeURIComponent(decodeURI(location.pathname))}`;
    const failed = () => {
      disconnect();
      if (++failures === 2) say("lost");
      wait = setTimeout(connect, Math.min(250 * 2 ** failures, 10000));
    };
    try {
      if (await seated()) {
        if (document.hidden) { disconnect(); return; }
        source = new EventSource(`/_ledfyr/events?${query}`);
        source.onmessage = (event) => told(JSON.parse(event.data));
        source.onerror = failed;
      } else {
        told(await (await fetch(`/_ledfyr/state?${query}`, { cache: "no-store" })).json());
        wait = setTimeout(connect, 2000);
      }
    } catch {
      failed();
    } finally {
      connecting = false;
    }
  }

  function disconnect() {
    if (source) source.close();
    source = null;
    leave();
    leave = () => {};
  }

  // Tabs that are not in sight leave the connections to others, and catch up when they are seen again.
  document.addEventListener("visibilitychange", () => { if (document.hidden) disconnect(); else { failures = 0; connect(); } });
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  addEventListener("online", connect);
  connect();
})();
