// Live reload. Only `ledfyr serve` adds it to pages; it runs before their own scripts.
//
// The server tells of every new state which hash the page shown here now has. When that is another, the new page is
// fetched and only what differs between the old and the new page as the server sent them is changed in the one that is
// shown: what scripts, the reader's scrolling, typing and unfolding have done to the rest stays.
//
// The parts of this folder run as one script, in one scope: patch, page, overlay.

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
