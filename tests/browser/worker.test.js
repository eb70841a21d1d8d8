// The service worker: a start without a server, builds that follow each other, and what is left alone.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { SITE, World, lasting, listen, openReady, ready, signIn } from './harness.js';

const OFFICER = 'canbo.xom';
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
/** More than the worker's own limit of three seconds, and far less than a browser's. */
const LIMIT_MS = 10_000;
const AWAY = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|50\d/;

let world;
let folder;
before(async () => {
  world = await World.create();
  folder = await mkdtemp(join(tmpdir(), 'hocvuso-builds-'));
});
beforeEach(async () => restart(SITE));
after(async () => {
  await world?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('after one visit the program starts at any address, browser and server started anew or gone', async () => {
  const profile = join(folder, 'profile');
  const first = await lasting(profile, world.server.origin);
  await signIn(first, world.server.origin, OFFICER);
  await openKept(await first.newPage(), '/');
  await first.close();
  await world.server.stop();

  const later = await lasting(profile, world.server.origin);
  try {
    const page = await later.newPage();
    const complaints = listen(page);
    const answer = await openReady(page, TASK);
    assert.ok(answer.fromServiceWorker());
    await page.locator('main').waitFor();
    assert.equal(new URL(page.url()).pathname, TASK);
    // Its scripts are allowed by the policy that was kept with them.
    assert.deepEqual(complaints.filter((text) => !AWAY.test(text)), []);
  } finally {
    await later.close();
  }
});

test('who has never signed in here is told that there is no network', () =>
  world.visit({ expected: /ERR_CONNECTION_REFUSED|401/ }, async (page) => {
    await openKept(page, '/dang-nhap');
    await world.server.stop();
    await openReady(page, '/');
    await page.getByRole('heading', { name: 'Không có mạng' }).waitFor();
    await world.server.start();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByLabel('Tên đăng nhập').waitFor();
  }));

test('one signs in as before', () =>
  world.visit({}, async (page) => {
    await openKept(page, '/dang-nhap');
    await page.goto('/toi');
    await page.waitForURL('**/dang-nhap?next=%2Ftoi');
    await page.getByLabel('Tên đăng nhập').fill(OFFICER);
    await page.getByLabel('Mật khẩu').fill('demo-hoc-vu-so');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL('**/toi');
    await page.getByRole('heading', { name: 'Tôi', exact: true }).waitFor();
  }));

test('a server that accepts and never answers does not keep anybody waiting', async () => {
  await world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, '/');
    const mute = await inPlaceOfServer(createServer(() => {}));
    try {
      const began = Date.now();
      const answer = await openReady(page, TASK);
      assert.ok(answer.fromServiceWorker());
      assert.ok(Date.now() - began < LIMIT_MS);
    } finally {
      await mute.stop();
    }
  });
});

test('a broken server is as good as none', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, '/');
    const broken = createHttpServer((_, answer) => answer.writeHead(502).end('bad gateway'));
    const gateway = await inPlaceOfServer(broken);
    try {
      const answer = await openReady(page, TASK);
      assert.equal(answer.status(), 200);
    } finally {
      await gateway.stop();
    }
  }));

test('with a network pages come from the server, and so do answers for the program', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, '/');
    const [, me] = await Promise.all([
      openReady(page, TASK),
      // Not part of a page that the server draws: asked for below.
      page.waitForResponse('**/api/v1/me'),
      page.waitForURL(`**${TASK}`).then(() => page.evaluate(() => fetch('/api/v1/me'))),
    ]);
    assert.equal(me.fromServiceWorker(), false);
    assert.equal(await page.locator('body[data-boot]').count(), 0);
    await world.server.stop();
    const refused = page.evaluate(() => fetch('/api/v1/me').then(() => false, () => true));
    assert.ok(await refused);
  }));

test('what is kept is one build, loaded once, and nothing of anybody', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openKept(page, TASK);
    const kept = await page.evaluate(async () => {
      const [name, ...others] = await caches.keys();
      const cache = await caches.open(name);
      const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
      const shell = await cache.match('/shell');
      return { others, paths, shell: await shell.text(), headers: [...shell.headers.keys()] };
    });
    assert.deepEqual(kept.others, []);
    assert.deepEqual(kept.paths.filter((path) => path.startsWith('/api/')), []);
    assert.doesNotMatch(kept.shell, /canbo/);
    assert.ok(!kept.headers.includes('set-cookie'));
    const wasm = kept.paths.find((path) => path.endsWith('.wasm'));
    const log = await readFile(world.server.log, 'utf8');
    const sinceStart = log.slice(log.lastIndexOf('/healthz'));
    assert.equal(sinceStart.split(wasm).length - 1, 1);
  }));

test('a new build is offered; until somebody says yes the old one goes on', () =>
  world.visit({ as: OFFICER, expected: /ERR_CONNECTION_REFUSED|ERR_FAILED/ }, async (page) => {
    await openKept(page, TASK);
    const other = await page.context().newPage();
    await openReady(other, TASK);
    await other.getByLabel('Đã làm gì').fill('Đang viết dở');
    await page.route('**/api/v1/sync', (route) => route.abort());
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    await page.getByLabel('Đã làm gì').fill('Viết trước khi có bản mới.');
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await page.locator('.sync-badge', { hasText: 'Còn 1 chưa gửi' }).waitFor();

    await restart(await anotherBuild('second'));
    await lookForUpdate(page);
    const yes = page.getByRole('button', { name: 'Dùng bản mới' });
    await yes.waitFor();
    await page.getByRole('link', { name: 'Nhiệm vụ' }).click();
    await page.waitForURL('**/nhiem-vu');
    assert.doesNotMatch(await styleOf(page), /second/);

    await yes.click();
    await page.waitForFunction(() => document.querySelector('link[href*="second"]'));
    await ready(page);
    await page.locator('.sync-badge', { hasText: 'Còn 1 chưa gửi' }).waitFor();
    assert.equal(await yes.isVisible(), false);
    // The other window was not asked, so it keeps what is being typed there.
    assert.equal(await other.getByLabel('Đã làm gì').inputValue(), 'Đang viết dở');
    assert.doesNotMatch(await styleOf(other), /second/);
    await world.server.stop();
    await openReady(page, '/toi');
    assert.match(await styleOf(page), /second/);
  }));

test('a page that is of the new build already is not offered it', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openKept(page, '/');
    const [old] = await page.evaluate(() => caches.keys());
    await restart(await anotherBuild('third'));
    await openReady(page, '/toi');
    assert.match(await styleOf(page), /third/);
    await page.waitForFunction(async (old) => !(await caches.keys()).includes(old), old);
    assert.equal(await page.locator('.update-bar').isVisible(), false);
  }));

test('a build of which a file is missing is never put in place', () =>
  world.visit({ as: OFFICER, expected: /ERR_CONNECTION_REFUSED|404/ }, async (page) => {
    await openKept(page, '/');
    const half = await anotherBuild('half');
    await rm(join(half, 'pkg', 'hocvuso.half.css'));
    await restart(half);
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const ended = new Promise((resolve) => {
        registration.addEventListener('updatefound', () => {
          const next = registration.installing;
          next.addEventListener('statechange', () => resolve(next.state));
        });
      });
      await registration.update().catch(() => {});
      return ended;
    });
    assert.equal(state, 'redundant');
    await world.server.stop();
    await openReady(page, TASK);
    assert.doesNotMatch(await styleOf(page), /half/);
  }));

/** Opens a page and waits until the build is kept on the device. */
async function openKept(page, address) {
  await openReady(page, address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated'));
}

function lookForUpdate(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
  });
}

function styleOf(page) {
  return page.locator('link[rel="stylesheet"]').getAttribute('href');
}

async function restart(site) {
  await world.server.stop();
  world.server.site = site;
  await world.server.start();
}

/** A site that differs from the built one in the name of its style. */
async function anotherBuild(name) {
  const site = join(folder, name);
  await cp(SITE, site, { recursive: true });
  const list = join(site, 'assets.json');
  const assets = JSON.parse(await readFile(list, 'utf8'));
  const css = `/pkg/hocvuso.${name}.css`;
  await rename(join(site, assets.css), join(site, css));
  await writeFile(list, JSON.stringify({ ...assets, css, version: name }));
  return site;
}

/** Another program at the server's address. */
async function inPlaceOfServer(program) {
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
