// @ts-check
// Small comforts. Every page is complete without this file.
import { followContents } from './page/contents.js';
import { unfoldOnWideScreens } from './page/folding.js';
import { completeMails, copyAnchors } from './page/links.js';
import { closeMenu } from './page/menu.js';
import { fetchLater } from './page/later.js';
import { tellOffline } from './page/offline.js';
import { preparePaper } from './page/paper.js';
import { Validity } from './page/validity.js';
import { toast } from './lib/toast.js';

unfoldOnWideScreens();
closeMenu();
toast();
const validity = new Validity();
followContents();
copyAnchors();
completeMails();
fetchLater();
tellOffline(validity);
preparePaper();
