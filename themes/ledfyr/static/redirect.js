"use strict";(()=>{var o=document.currentScript;window.stop(),location.replace(o.dataset.movedTo+location.search+location.hash)})();
