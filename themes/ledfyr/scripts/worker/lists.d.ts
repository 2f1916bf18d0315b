// What the build of a site writes at the head of the worker.

/** Tells this site's files from those of the one before. */
declare const VERSION: string;
/** Files that are kept, from the site's root, with their SHA-256. */
declare const PINNED: Record<string, string>;
/** Files beside pages that may be kept when they are visited, with their SHA-256. */
declare const LISTED: Record<string, string>;
/** The start of addresses → the page that stands for what is not kept there. */
declare const OFFLINE: Record<string, string>;
