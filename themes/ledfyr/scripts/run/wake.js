// @ts-check

/** Keeps the screen on while a run is open and the page is seen, where the browser can do that. */
export class WakeLock {
  /** @type {WakeLockSentinel | 'asked' | null} */
  lock = null;

  /** @param {HTMLElement} note Says that the screen stays on. @param {() => boolean} isOpen */
  constructor(note, isOpen) {
    this.note = note;
    this.isOpen = isOpen;
    document.addEventListener('visibilitychange', () => this.update());
  }

  isWanted() {
    return this.isOpen() && document.visibilityState === 'visible';
  }

  async update() {
    if (this.isWanted() && !this.lock && 'wakeLock' in navigator) {
      this.lock = 'asked';
      this.lock = await navigator.wakeLock.request('screen').catch(() => null);
      this.lock?.addEventListener('release', () => {
        this.lock = null;
        this.note.hidden = true;
      });
    }
    const { lock } = this;
    const held = lock === 'asked' ? null : lock;
    // The run may have ended while the browser thought about it.
    if (held && !this.isWanted()) await held.release().catch(() => {});
    this.note.hidden = !held || held.released;
  }
}
