// Keeps one build of the program on the device, so that it starts without a network.
//
// The server puts one line before this file, which makes it another worker with every build:
// `const BUILD = { version, files }`. There is no rule of the application here; what was done
// without a network is kept and sent by the program itself.

// Other caches of this site are not ours.
const OURS = 'build ';
const KEPT = OURS + BUILD.version;
// The empty page: the program mounts itself in it, whatever the address.
const SHELL = '/shell';
// How long a page may keep somebody waiting before the device's own copy is shown.
const LIMIT_MS = 3000;
const UNNAMED = [
  '/manifest.webmanifest',
  '/icon.svg',
  '/icon-180.png',
  '/icon-192.png',
];

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('message', (event) => answer(event));
addEventListener('push', (event) => event.waitUntil(tell(event.data.json())));
addEventListener('notificationclick', (event) => event.waitUntil(open(event.notification)));
addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = origin === location.origin && !pathname.startsWith('/api/');
  if (!isOurs || request.method !== 'GET' || request.headers.has('range')) return;
  if (request.mode === 'navigate') {
    event.respondWith(page(event));
  } else if (pathname.startsWith('/pkg/') || UNNAMED.includes(pathname)) {
    event.respondWith(file(request));
  }
});

/** All of the build or nothing: if anything fails, the browser drops this worker and tries again. */
async function keep() {
  const answers = await Promise.all([
    // As somebody who is not signed in: nothing personal is ever kept.
    fetchWhole(SHELL, { cache: 'no-store', credentials: 'omit' }),
    // Names that carry a digest: what the page has just loaded is not loaded twice.
    ...BUILD.files.map((path) => fetchWhole(path)),
    ...UNNAMED.map((path) => fetchWhole(path, { cache: 'no-cache' })),
  ]);
  // While a new version is being put in place the page may be of another build than the files.
  const shell = await answers[0].clone().text();
  if (!shell.includes(BUILD.version)) throw new Error('the start page is of another build');
  const cache = await caches.open(KEPT);
  await Promise.all(answers.map((answer) => cache.put(new URL(answer.url).pathname, answer)));
}

async function fetchWhole(path, how) {
  const answer = await fetch(path, { ...how, redirect: 'error' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Windows of an older build have long loaded all they need, so its files can go. */
async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
}

/** A page says of which build it is, or that this worker shall take over. */
function answer({ data, source }) {
  if (data === BUILD.version || data === 'take over') skipWaiting();
  source?.postMessage(BUILD.version);
}

/** From the server, if it answers in time and in health; otherwise the empty page. */
async function page(event) {
  const network = fromNetwork(event);
  event.waitUntil(network.catch(() => null));
  // Looked for meanwhile: without a network that takes as long as finding out that there is none.
  const kept = caches.match(SHELL, { cacheName: KEPT }).catch(() => null);
  const limit = new Promise((resolve) => setTimeout(resolve, LIMIT_MS));
  const fresh = await Promise.race([network.catch(() => null), limit]);
  // In Firefox a preload that failed is an answer too, of this type.
  if (fresh && fresh.type !== 'error' && fresh.status < 500) return fresh;
  return (await kept) ?? network;
}

async function fromNetwork({ preloadResponse, request }) {
  return (await preloadResponse) ?? fetch(request);
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** The server has chosen the words. */
async function tell({ title, body, address }) {
  await registration.showNotification(title, { body, icon: '/icon-192.png', tag: address, data: address });
}

/** In the window that shows the page already, or in a new one: in others somebody may be writing. */
async function open(notification) {
  notification.close();
  const { href } = new URL(notification.data, location.origin);
  const windows = await clients.matchAll({ type: 'window' });
  const there = windows.find((window) => window.url === href);
  await (there ? there.focus() : clients.openWindow(href));
}
