// Keeps the whole site for offline use. The build writes its id and the lists of its files into the next three lines.
const BUILD = "";
const SHELL = [];
const ENGINE = [];

const CACHE = `sextant-${BUILD}`;
const HOME = new URL("./", registration.scope).href;
// What only a server can answer; never kept.
const SERVER = ["api/", "v1/", "healthz", "readyz", "metrics", "openapi.json"];

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => { if (data === "update") skipWaiting(); });

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("range") || !url.href.startsWith(HOME)) return;
  const path = url.href.slice(HOME.length).split(/[?#]/)[0];
  if (SERVER.some((start) => path.startsWith(start))) return;
  if (request.mode === "navigate" && (path === "" || path === "index.html")) {
    event.respondWith(answer(request, HOME));
    event.waitUntil(forgetOld([event.resultingClientId, event.replacesClientId]));
  } else if (path !== "sw.js") {
    event.respondWith(answer(request, `${HOME}${path}`));
  }
});

// The page first, then the engine: what is wanted first is there first.
async function install() {
  const cache = await caches.open(CACHE);
  await keep(cache, SHELL);
  await keep(cache, ENGINE);
}

async function keep(cache, names) {
  await Promise.all(names.map(async (name) => {
    const url = new URL(name, HOME).href;
    if (await cache.match(url)) return;
    await cache.put(url, (isHashed(name) && await caches.match(url)) || await load(url, name));
  }));
}

async function load(url, name) {
  const response = await fetch(url, { cache: isHashed(name) ? "force-cache" : "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

// A file with its content's hash in its name never changes, so any copy of it will do.
function isHashed(name) {
  return /-[0-9a-f]{10}\.\w+$/.test(name);
}

async function activate() {
  await forgetOld([]);
  await clients.claim();
}

// A page of an older build may still load its own files, so their cache stays until no page but `these` is open.
async function forgetOld(these) {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some((client) => !these.includes(client.id))) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("sextant-") && name !== CACHE).map((name) => caches.delete(name)));
}

// From this build, else from any build that is still open, else from the network.
async function answer(request, url) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) ?? (await caches.match(url)) ?? fetch(request);
}
