// @ts-check
// Live reload. Only `ledfyr serve` adds it to pages; it runs before their own scripts.
//
// The server tells of every new state which hash the page shown here now has. When that is another, the new page is
// fetched and only what differs between the old and the new page as the server sent them is changed in the one that is
// shown: what scripts, the reader's scrolling, typing and unfolding have done to the rest stays.
import { Connection } from './connection.js';
import { LivePage } from './page.js';

const own = document.getElementById('_ledfyr-live');
if (own && window.EventSource && window.DOMParser) new Connection(new LivePage(own.dataset.page ?? '')).listen();
