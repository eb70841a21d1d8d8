// What stories about the service worker have in common: a build on the device, another server.

import { openReady } from './harness.js';

/** Opens a page and waits until the build is kept on the device. */
export async function openKept(page, address) {
  await openReady(page, address);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === 'activated') return;
    await new Promise((resolve) => active.addEventListener('statechange', resolve));
  });
}

/** The server again, with a site that may be another build. */
export async function restart(world, site) {
  await world.server.stop();
  world.server.site = site;
  await world.server.start();
}

/** Another program at the server's address. */
export async function inPlaceOfServer(world, program) {
  await world.server.stop();
  const sockets = new Set();
  program.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  const port = Number(new URL(world.server.origin).port);
  await new Promise((resolve) => program.listen(port, '127.0.0.1', resolve));
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => program.close(resolve));
    },
  };
}
