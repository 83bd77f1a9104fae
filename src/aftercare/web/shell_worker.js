// The browser's worker: keeps on this device the pages that say nothing of the person, so that they open at once and
// without the program. KEEP stands above, put there by the program: version, pages, files. It never keeps a page that
// was shown: only pages it asked for itself, with the header that makes the program answer as if nobody were in.
const CACHE = `n${KEEP.version}`;
const OURS = /^n[0-9a-f]{12}$/;
const PAGES = new Set(KEEP.pages);
const AT_ONCE = 2;
const SOON = 300;
const FRONT_SOON = 3000;

self.addEventListener("install", (event) => event.waitUntil(takeAll().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate" && destination === "document") event.respondWith(answer(event, pathname, search !== ""));
  else if (pathname.startsWith(KEEP.static)) event.respondWith(file(event.request));
});

/** All or nothing: a version is used only when every part of it has come. */
async function takeAll() {
  const cache = await caches.open(CACHE);
  const waiting = [...KEEP.files.map((address) => [address, false]), ...KEEP.pages.map((address) => [address, true])];
  const take = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await takeOne(cache, ...next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, take));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function takeOne(cache, address, isPage) {
  const headers = isPage ? { "x-shell": "1" } : {};
  const given = await fetch(address, { headers, cache: "no-store", credentials: "same-origin", redirect: "error" });
  if (!given.ok) throw new Error("one part did not come");
  if (isPage && given.headers.get("x-shell") !== KEEP.version) throw new Error("one part is of another version");
  await cache.put(address, given);
}

async function begin() {
  for (const name of await caches.keys()) if (OURS.test(name) && name !== CACHE) await caches.delete(name);
  // The browser's own request goes ahead of us: it carries what the guards of the program look at, unchanged.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function answer(event, pathname, toForm) {
  const network = fromNetwork(event);
  event.waitUntil(network.catch(() => {}));
  if (pathname === KEEP.front) return (await within(network, FRONT_SOON)) ?? kept(pathname, network);
  // An address with a number is the answer to a form, and only the program has it.
  if (toForm || !PAGES.has(pathname)) return network.catch(() => kept(KEEP.none, network));
  const given = await within(network, SOON);
  return given && (given.ok || given.type === "opaqueredirect") ? given : kept(pathname, network);
}

async function fromNetwork(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** What comes in time; null when it fails or takes longer. */
function within(network, time) {
  const late = new Promise((done) => setTimeout(done, time, null));
  return Promise.race([network.catch(() => null), late]);
}

async function kept(address, network) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreVary: true })) ?? network;
}

async function file(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
