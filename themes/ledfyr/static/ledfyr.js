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

  // Does it hold? Only the reader's clock knows; without script the text states the dates.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const lines = all(".validity");
  lines.forEach((line) => {
    const { status, validFrom, nextReview, validTo, soon, overdue, expired, holds } = line.dataset;
    const say = (text, name) => line.querySelector(".validity-break").before(element("span", text, `badge view-time ${name}`), " ");
    if (validTo && validTo < today) say(expired, "expired");
    else if (validFrom && validFrom > today) say(soon, "overdue");
    else if (nextReview && nextReview < today) say(overdue, "overdue");
    else if (status === "decided" && validFrom) say(holds, "holds");
  });

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

  // What a link leads to, shown on hover and focus. It stays while it is pointed at and goes with Escape (WCAG 1.4.13).
  const tip = element("div", "", "preview");
  Object.assign(tip, { id: "_preview", hidden: true, role: "tooltip" });
  document.body.append(tip);
  let about = null;
  let wait;
  const hide = () => {
    clearTimeout(wait);
    about?.removeAttribute("aria-describedby");
    about = null;
    tip.hidden = true;
  };
  const preview = (link) => {
    hide();
    about = link;
    const [title, text] = link.dataset.preview.split("\n");
    tip.replaceChildren(...(title === link.textContent.trim() ? [] : [element("b", title)]), element("span", text));
    link.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    const at = link.getClientRects()[0];
    const { width, height } = tip.getBoundingClientRect();
    const below = at.bottom + height + 8 < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8)) + scrollX}px`;
    tip.style.top = `${(below ? at.bottom + 4 : at.top - height - 4) + scrollY}px`;
  };
  const later = (act, time) => { clearTimeout(wait); wait = setTimeout(act, time); };
  const linked = (event) => event.target.closest?.("a[data-preview]");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linked(event);
    if (link && link !== about) later(() => preview(link), 350);
    else if (link || tip.contains(event.target)) clearTimeout(wait);
    else if (about && document.activeElement !== about) later(hide, 300);
    else clearTimeout(wait);
  });
  document.addEventListener("focusin", (event) => {
    const link = linked(event);
    if (link?.matches(":focus-visible")) preview(link);
    else hide();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // «Min roll»: kept only once it is chosen, with what it is shown, so that it stands there at once the next time.
  const key = `ledfyr-role ${place} ${document.documentElement.lang}`;
  const words = document.querySelector("[data-role-words]")?.dataset;
  const chosen = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return [kept.cards, kept.duties, kept.reading].every(Array.isArray) ? kept : null;
    } catch {
      return null;
    }
  };
  const list = (title, items) => {
    if (!items.length) return [];
    const ul = element("ul", "", "link-list");
    ul.append(...items.map(({ title: name, url, note }) => {
      const li = element("li");
      li.append(Object.assign(element("a", name), { href: address(url) }), note ? element("span", ` ${note}`, "kind-note") : "");
      return li;
    }));
    const part = element("div");
    part.append(element("p", title, "role-part"), ul);
    return [part];
  };
  const content = (role) => {
    const clear = Object.assign(element("button", words.clear, "button button-quiet role-clear"), { type: "button" });
    clear.addEventListener("click", () => {
      try { localStorage.removeItem(key); } catch { /* then it was never kept */ }
      showRole(null);
      tell(words.cleared);
      (document.querySelector(".my-role summary") ?? document.querySelector(".brand")).focus();
    });
    const parts = element("div", "", "role-parts");
    parts.append(...list(words.cards, role.cards), ...list(words.duties, role.duties), ...list(words.reading, role.reading));
    const foot = element("p", "", "role-foot");
    foot.append(Object.assign(element("a", words.page), { href: address(role.url) }), " ", clear);
    return [parts, foot];
  };
  function showRole(role) {
    if (!words) return;
    document.querySelector(".menu-role")?.parentElement.remove();
    const home = document.querySelector(".my-role");
    home?.querySelector(".role-chosen")?.remove();
    home?.querySelector("details").toggleAttribute("hidden", Boolean(role));
    all("[data-choose]").forEach((button) => { button.hidden = role?.id === button.dataset.choose; });
    if (!role) return;
    const name = words.title.replace("{title}", role.title);
    const menuList = document.querySelector(".menu-list");
    if (menuList) {
      const item = element("li");
      const fold = element("details", "", "menu-role");
      fold.append(element("summary", name), Object.assign(element("div", "", "role-panel")));
      fold.lastChild.append(...content(role));
      item.append(fold);
      menuList.prepend(item);
    }
    if (home) {
      const section = element("section", "", "role-chosen");
      section.setAttribute("aria-label", name);
      section.append(element("h2", name), ...content(role));
      home.append(section);
    }
  }
  // Of several that are under way, only the one that was asked for last is heard.
  const load = (id, url, then) => {
    globalThis.ledfyrRole = (role) => { if (role.id === id) then(role); };
    const script = document.createElement("script");
    script.src = new URL(url, root).href;
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  };
  all("[data-choose]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => load(button.dataset.choose, button.dataset.src, (role) => {
      try { localStorage.setItem(key, JSON.stringify(role)); } catch { /* shown for this visit */ }
      showRole(role);
      tell(words.chosen.replace("{title}", role.title));
      document.querySelector(".role-chosen h2, .menu-role summary")?.focus();
    }));
  });
  const role = chosen();
  if (role && words) {
    showRole(role);
    // What it holds may have changed since.
    load(role.id, `${role.url}role.js`, (fresh) => {
      if (JSON.stringify(fresh) === JSON.stringify(role)) return;
      try { localStorage.setItem(key, JSON.stringify(fresh)); } catch { /* as it was */ }
      showRole(fresh);
    });
  }

  // Without a network: is this a copy, and is there one?
  const offline = document.querySelector(".offline-line");
  const date = (time) => new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const ask = () => {
    const { controller } = navigator.serviceWorker;
    if (!controller || !offline) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      const { stored, version, copy } = data;
      const words = offline.dataset;
      const fill = (text) => text.replace("{version}", version).replace("{time}", data.time ? date(data.time) : "");
      offline.className = `offline-line${copy ? " offline-copy" : ""}`;
      if (copy) {
        offline.textContent = fill(version ? words.copyVersion : words.copy);
        // A copy cannot say that it holds today.
        all(".view-time.holds").forEach((badge) => badge.remove());
      } else if (stored && version && version !== page.version) offline.textContent = fill(words.other);
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

  // Arriving from a result of the search: its words are marked, and the address is made clean.
  const arrive = (search, main) => {
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
  };
  arrive(document.querySelector("[data-search]"), document.querySelector("main"));

  // Paper: a button, everything unfolded, and the day of printing.
  all(".print-button").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  const printed = () => all(".printed-date").forEach((span) => { span.textContent = `${span.dataset.label} ${today}`; });
  if (document.body.classList.contains("kind-cards")) printed();
  addEventListener("beforeprint", () => {
    const folded = all("main details:not(.fold-narrow, [open])");
    const fold = (open) => folded.forEach((part) => { part.open = open; });
    fold(true);
    addEventListener("afterprint", () => fold(false), { once: true });
    printed();
  });
})();
