// Once the page answers to taps: keeps this build on the device, and offers a newer one.
//
// `build` is what the page is of; the line before says it. A worker that waits is told: if it is of
// the same build it takes its place at once, otherwise it answers what it is of, and waits until
// somebody taps or no window is open.
const HOUR_MS = 3_600_000;
const workers = navigator.serviceWorker;
const registration = await workers
  ?.register('/service-worker.js', { updateViaCache: 'none' })
  .catch(() => null);

if (registration) {
  const tell = () => registration.waiting?.postMessage(build);
  const follow = () => registration.installing?.addEventListener('statechange', tell);
  workers.addEventListener('message', ({ data }) => {
    document.documentElement.toggleAttribute('data-update', data !== build);
  });
  registration.addEventListener('updatefound', follow);
  follow();
  tell();

  addEventListener('click', ({ target }) => {
    if (!target.closest('[data-wish="update"]')) return;
    const { waiting } = registration;
    // Another window has said yes already.
    if (!waiting) return location.reload();
    waiting.addEventListener('statechange', () => {
      if (waiting.state !== 'activating') location.reload();
    });
    waiting.postMessage('take over');
  });

  // Browsers ask only when a page is loaded; a window that stays open for days, or was opened
  // without a network, asks by itself.
  let askedAt = navigator.onLine ? Date.now() : 0;
  const ask = () => {
    if (document.hidden || Date.now() - askedAt < HOUR_MS) return;
    askedAt = Date.now();
    registration.update().catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  addEventListener('online', ask);
}
