// Small comforts. Every page is complete without this file.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const element = (name, text, className) => Object.assign(document.createElement(name), { textContent: text ?? "", className: className ?? "" });
  const page = document.documentElement.dataset;
  const root = new URL(page.root, location.href);
  // A disk knows no front page of a folder.
  const address = (url) => new URL(location.protocol === "file:" ? url.replace(/(^|\/)(?=$|[?#])/, "$1index.html") : url, root).href;
  const place = root.pathname.replace(/index\.html$/, "");
  const wide = matchMedia("(min-width: 68.75rem)");

  // Folded parts stand open on wide screens. CSS shows them; this keeps the state that screen readers hear true.
  const unfold = () => all(".fold-narrow").forEach((part) => { part.open = wide.matches; });
  unfold();
  wide.addEventListener("change", unfold);

  // The menu on phones closes with Escape and by a press outside it; so does what hangs from it.
  const menu = document.querySelector(".menu");
  const close = (focus, target) => {
    const role = document.querySelector(".menu-role[open]");
    if (role && !role.contains(target)) {
      role.open = false;
      if (focus) role.querySelector("summary").focus();
    }
    if (!menu || !menu.open || wide.matches || menu.contains(target)) return;
    menu.open = false;
    if (focus) menu.querySelector("summary").focus();
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  addEventListener("click", (event) => close(false, event.target));

  // A short word to everybody, screen readers as well.
  const toast = document.body.appendChild(element("p", "", "toast"));
  toast.setAttribute("role", "status");
  let fade;
  const tell = (text) => {
    toast.textContent = text;
    clearTimeout(fade);
    fade = setTimeout(() => { toast.textContent = ""; }, 5000);
  };

  // Does it hold? The build said what was true on its day; the reader's clock knows today, unless it says a day before one
  // that the page knows to be past: then it is wrong, and the build's words stand.
  const now = new Date();
  const day = (time) => [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const today = day(now);
  const lines = all(".validity");
  lines.forEach((line) => {
    const { status, validFrom, nextReview, validTo, known, soon, overdue, expired, holds } = line.dataset;
    if (known && today < known) return;
    const say = (text, name) => line.querySelector(".validity-break").before(element("span", text, `badge view-time ${name}`), " ");
    const said = line.querySelector(".view-time");
    const [text, name] = validTo && validTo < today ? [expired, "expired"]
      : validFrom && validFrom > today ? [soon, "overdue"]
      : nextReview && nextReview < today ? [overdue, "overdue"]
      : status === "decided" && validFrom ? [holds, "holds unproven"] : [];
    if (said?.textContent === text) return;
    said?.remove();
    if (text) say(text, name);
  });

  // «Gäller i dag» is said of a page that is known to come from the network just now, and of no other: not of one from the
  // store, from the browser's cache or from a disk. A worker tells (see below); without one the browser does.
  let proven = false;
  const prove = () => {
    proven = true;
    all(".unproven").forEach((badge) => badge.classList.remove("unproven"));
  };
  const doubt = () => {
    if (!proven) all(".holds").forEach((badge) => badge.remove());
  };
  if (page.copy) doubt();
  else if (!navigator.serviceWorker?.controller) {
    const came = performance.getEntriesByType("navigation")[0];
    if (location.protocol !== "file:" && came?.transferSize > 0) prove();
    doubt();
  }
  // A page that is shown again, or on another day, was asked for some other time.
  const again = () => {
    proven = false;
    doubt();
  };
  addEventListener("pageshow", (event) => { if (event.persisted) again(); });
  document.addEventListener("visibilitychange", () => { if (day(new Date()) !== today) again(); });

  // Where in the text am I? The contents beside it follow.
  const links = new Map(all(".toc a[href^='#']").map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (headings.length && "IntersectionObserver" in window) {
    let here;
    const follow = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
      const link = links.get((passed.pop() || headings[0]).id);
      if (link === here) return;
      if (here) { here.classList.remove("here"); here.removeAttribute("aria-current"); }
      link.classList.add("here");
      link.setAttribute("aria-current", "location");
      here = link;
    };
    const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -70% 0px" });
    // It tells once where they are as soon as they are laid out; asking before would lay out the whole page now.
    headings.forEach((heading) => observer.observe(heading));
  }

  // The sign after a heading is a link to it; pressed, it is also copied.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.(".anchor");
    if (anchor) navigator.clipboard?.writeText(anchor.href).then(() => tell(page.copied), () => {});
  });

  // A mail about the page takes the text along that the reader has chosen.
  all("[data-mail]").forEach((link) => {
    const plain = link.href;
    let chosen = "";
    const more = (event) => {
      const marked = String(getSelection()).trim().slice(0, 500);
      // A press may have taken the mark off the text before the link is followed.
      chosen = event.type === "click" && event.detail ? marked || chosen : marked;
      const lines = [location.href, ...(chosen ? [`${link.dataset.mail} ”${chosen}”`] : [])];
      link.href = `${plain}${encodeURIComponent(`\r\n\r\n${lines.join("\r\n")}\r\n\r\n`)}`;
    };
    ["pointerdown", "click"].forEach((name) => link.addEventListener(name, more));
  });

  // What few visits need comes with the act that needs it: a classic script, since a disk gives no other.
  const script = (url, then, failed) => {
    const tag = Object.assign(document.createElement("script"), { src: new URL(url, root).href });
    tag.addEventListener("load", () => { tag.remove(); then?.(); });
    tag.addEventListener("error", () => { tag.remove(); failed?.(); });
    document.head.append(tag);
  };
  const asked = new Set();
  const need = (name) => {
    const url = (page.later ?? "").split(" ").find((file) => file.includes(`/${name}.`));
    if (!url || asked.has(name)) return;
    asked.add(name);
    script(url, null, () => asked.delete(name));
  };

  // What a link leads to: preview.js shows it, and comes with the first link that is pointed at or has the focus.
  ["pointerover", "focusin"].forEach((name) => document.addEventListener(name, (event) => {
    if (event.pointerType !== "touch" && event.target.closest?.("a[data-preview]")) need("preview");
  }));

  // «Min roll»: the one that was chosen stands in the menu at once, so that it moves nothing later; role.js fills it.
  const key = `ledfyr-role ${place} ${document.documentElement.lang}`;
  const words = document.querySelector("[data-role-words]")?.dataset;
  const chosen = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return words && [kept.cards, kept.duties, kept.reading].every(Array.isArray) ? kept : null;
    } catch {
      return null;
    }
  };
  const inMenu = (role) => {
    let fold = document.querySelector(".menu-role");
    if (!fold) {
      fold = element("details", "", "menu-role");
      fold.append(element("summary"), element("div", "", "role-panel"));
      const item = element("li");
      item.append(fold);
      document.querySelector(".menu-list").prepend(item);
    }
    const [name, panel] = fold.children;
    name.textContent = words.title.replace("{title}", role.title);
    panel.replaceChildren();
    return panel;
  };
  const mine = chosen();
  if (mine) inMenu(mine);
  globalThis.ledfyr = { all, element, tell, address, place, script, day, role: { key, words, chosen, inMenu } };
  // Where a role can be chosen the page loads the script itself.
  if (mine && !document.querySelector("[data-choose]")) need("role");

  // Without a network: is this a copy, and is there one? A copy carries the time at which it was stored.
  const offline = document.querySelector(".offline-line");
  const date = (time) => new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  if (page.copy && offline) {
    const { copy, copyVersion } = offline.dataset;
    offline.classList.add("offline-copy");
    offline.textContent = (page.version ? copyVersion : copy).replace("{version}", page.version).replace("{time}", date(page.copy));
  }
  const ask = () => {
    const { controller } = navigator.serviceWorker;
    if (!controller || page.copy) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      const { fresh, stored, version } = data;
      if (fresh) prove();
      else doubt();
      if (!offline) return;
      const words = offline.dataset;
      const fill = (text) => text.replace("{version}", version);
      if (stored && version && version !== page.version) offline.textContent = fresh ? fill(words.other) : "";
      else if (stored) offline.textContent = fill(version ? words.version : words.stored);
    };
    controller.postMessage("how", [port2]);
  };
  if (page.worker && "serviceWorker" in navigator) {
    const worker = navigator.serviceWorker;
    // The page that was read before there was a worker is kept by asking for it once more.
    const first = !worker.controller;
    worker.addEventListener("controllerchange", () => {
      if (first) fetch(location.href).then(ask, () => {});
      else ask();
    });
    addEventListener("load", () => worker.register(new URL(page.worker, root).href, { scope: root.href }).catch(() => {}));
    ask();
  }
  const retry = document.querySelector(".offline-retry");
  const to = retry && new URLSearchParams(location.search).get("till");
  const back = to && URL.canParse?.(to, root) && new URL(to, root).href;
  if (back && back.startsWith(root.href)) {
    retry.hidden = false;
    retry.querySelector("a").href = back;
  }

  // Arriving from a result of the search: arrive.js marks its words.
  if (document.querySelector("[data-search]") && new URLSearchParams(location.search).has("markera")) need("arrive");

  // Paper: a button, everything unfolded, and the day of printing.
  all(".print-button").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  const printed = () => all(".printed-date").forEach((span) => {
    const { label, copy } = span.dataset;
    span.textContent = `${label} ${day(new Date())}${page.copy && copy ? ` ${copy.replace("{time}", date(page.copy))}` : ""}`;
  });
  if (document.body.classList.contains("kind-cards")) printed();
  addEventListener("beforeprint", () => {
    const folded = all("main details:not(.fold-narrow, [open])");
    const fold = (open) => folded.forEach((part) => { part.open = open; });
    fold(true);
    addEventListener("afterprint", () => fold(false), { once: true });
    printed();
  });
})();
