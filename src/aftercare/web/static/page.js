// Entry of every page: small modules, each one concern. Pages work without any of them.
import { watchExit } from "./away.js";
import { watchCover } from "./cover.js";
import { watchClock } from "./clock.js";
import { easeForms } from "./ease.js";
import { watchGoing } from "./going.js";
import { watchLock } from "./lock.js";
import { watchShell, watchWorker } from "./shell.js";
import { watchTabs } from "./tabs.js";

for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;
watchGoing();
watchExit();
watchLock();
watchTabs();
watchCover();
watchClock();
easeForms();
watchShell();
watchWorker();
