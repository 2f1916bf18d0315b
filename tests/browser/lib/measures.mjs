// What a browser measures in a page that it shows: each gives a line for each fault. They run in the page.

// The elements that stick out, less those whose own container scrolls.
export function tooWide() {
  const { clientWidth, scrollWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.getBoundingClientRect().right <= clientWidth + 0.5) return false;
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (up !== document.body && /auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return false;
    }
    return true;
  });
  const leaf = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
  return [`${scrollWidth} px wide on a screen of ${clientWidth}`, ...leaf.slice(0, 5).map((element) => `sticks out: ${element.outerHTML.slice(0, 160)}`)];
}

// Text that its own box hides; what is hidden from eyes on purpose is one pixel large.
export function cutOff() {
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
  return [...document.body.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const cut = (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    // The text comes last, as it takes longest to find out.
    return cut && element.clientWidth > 1 && style.visibility !== 'hidden' && Boolean(element.innerText?.trim());
  }).slice(0, 5).map((element) => `cuts off its text: ${element.outerHTML.slice(0, 160)}`);
}

// What stays on the screen leaves room for the text (1.4.10, 2.4.11).
export function covered() {
  const stuck = [...document.body.querySelectorAll('*')].filter((element) => {
    const { position } = getComputedStyle(element);
    const { top, bottom, height } = element.getBoundingClientRect();
    return (position === 'fixed' || position === 'sticky') && height > innerHeight / 3 && top < innerHeight && bottom > 0;
  });
  return stuck.slice(0, 5).map((element) => `covers more than a third of the screen: ${element.outerHTML.slice(0, 160)}`);
}

// Parts that wait for what follows them while a page is read; on a whole page none waits.
export function waiting() {
  return [...document.body.querySelectorAll('*')].filter((element) => getComputedStyle(element).visibility === 'hidden' && getComputedStyle(element.parentElement).visibility !== 'hidden' && element.innerHTML)
    .slice(0, 5).map((element) => `is never shown: ${element.outerHTML.slice(0, 160)}`);
}

// Words of headings that a browser had to part. This Chromium has no Swedish patterns, so it parts them without a hyphen.
export function parted() {
  const walk = document.createTreeWalker(document.querySelector('h1'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    for (const { 0: word, index } of walk.currentNode.data.matchAll(/[^\s\-–\u2010]+/g)) {
      const range = document.createRange();
      range.setStart(walk.currentNode, index);
      range.setEnd(walk.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word);
    }
  }
  return found;
}
