// @ts-check
// A shortcut of one sign can be switched off (WCAG 2.1.4); the choice stays in this browser.

const KEY = 'ledfyr-slash';

export function isShortcutOn() {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return false;
  }
}

/** @param {boolean} on */
function setShortcut(on) {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // It is off where nothing can be kept.
  }
}

/** The button that switches it. @param {HTMLElement} button @param {DOMStringMap} words */
export function shortcutButton(button, words) {
  const show = () => {
    button.textContent = (isShortcutOn() ? words.slashOff : words.slashOn) ?? '';
  };
  button.onclick = () => {
    setShortcut(!isShortcutOn());
    show();
  };
  show();
}
