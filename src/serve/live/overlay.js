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
