// Small comforts. Every page is complete without this file.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const wide = matchMedia("(min-width: 68.75rem)");

  // Folded parts stand open on wide screens. CSS shows them; this keeps the state that screen readers hear true.
  const unfold = () => all(".fold-narrow").forEach((part) => { part.open = wide.matches; });
  unfold();
  wide.addEventListener("change", unfold);

  // The menu on phones closes with Escape and by a press outside it.
  const menu = document.querySelector(".menu");
  const close = (focus) => {
    if (!menu || !menu.open || wide.matches) return;
    menu.open = false;
    if (focus) menu.querySelector("summary").focus();
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  addEventListener("click", (event) => { if (menu && !menu.contains(event.target)) close(false); });

  // Is it overdue or expired? Only the reader's clock knows; without script the text states the dates.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  all(".validity").forEach((line) => {
    const { nextReview, overdue, validTo, expired } = line.dataset;
    const say = (text, name) => {
      const badge = document.createElement("span");
      badge.className = `badge ${name}`;
      badge.textContent = text;
      line.append(badge);
    };
    if (validTo && validTo < today) say(expired, "expired");
    else if (nextReview && nextReview < today) say(overdue, "overdue");
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
    headings.forEach((heading) => observer.observe(heading));
    follow();
  }

  // Paper: a button, everything unfolded, and the day of printing.
  all(".print-button").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  addEventListener("beforeprint", () => {
    all("main details:not(.fold-narrow)").forEach((part) => { part.open = true; });
    all(".printed-date").forEach((span) => { span.textContent = `${span.dataset.label} ${today}`; });
  });
})();
