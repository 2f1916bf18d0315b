// @ts-check
import { all } from '../lib/dom.js';

/** Where in the text am I? The contents beside it follow. */
export function followContents() {
  const anchors = /** @type {HTMLAnchorElement[]} */ (all(".toc a[href^='#']"));
  const links = new Map(anchors.map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  if (!headings.length || !('IntersectionObserver' in window)) return;
  /** @type {HTMLAnchorElement | undefined} */
  let here;
  const follow = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
    const link = links.get((passed.pop() ?? headings[0]).id);
    if (link === here) return;
    here?.classList.remove('here');
    here?.removeAttribute('aria-current');
    link?.classList.add('here');
    link?.setAttribute('aria-current', 'location');
    here = link;
  };
  const observer = new IntersectionObserver(follow, { rootMargin: '0px 0px -70% 0px' });
  // It tells once where they are as soon as they are laid out; asking before would lay out the whole page now.
  headings.forEach((heading) => observer.observe(heading));
}
