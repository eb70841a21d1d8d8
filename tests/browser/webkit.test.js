// The program opens in WebKit, the engine of iPhones: it comes alive, and what is saved arrives.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { Server } from './harness.js';
import { KEPT, WebKit, signIn } from './webdriver.js';

const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';

test('in WebKit what is saved arrives once, with a server and without', { timeout: 120_000 }, async (context) => {
  if (!WebKit.driver || !WebKit.browser || !WebKit.screen) return context.skip('WebKit is not on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'hocvuso-webkit-'));
  const server = await Server.create();
  try {
    const webkit = await WebKit.start(folder);
    try {
      await story(webkit.window, server);
      assert.deepEqual(await webkit.window.complaints(), [], 'the browser complained');
    } finally {
      await webkit.close();
    }
  } finally {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
});

async function story(page, server) {
  await signIn(page, server.origin, 'canbo.xom');
  await page.open(`${server.origin}/toi`);
  await page.seen('main', 'khớp với hệ thống');
  await page.open(server.origin + TASK);
  await save(page, 'Có mạng.');
  await page.seen('.receipt', 'đã gửi');
  await page.seen('.history__event', 'Có mạng.');
  await page.until('the build is kept', KEPT);

  await server.stop();
  // Drawn by the phone alone.
  await page.open(server.origin + TASK);
  await page.seen('.history__event', 'Có mạng.');
  await save(page, 'Không có mạng.');
  await page.seen('.sync-badge', 'Còn 1 chưa gửi');
  await server.start();
  await page.run("window.dispatchEvent(new Event('online'))");
  await page.seen('.sync-badge', 'Đã gửi hết');
  const { history } = await page.ask(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
  const notes = history.map((event) => event.fact.note).filter((note) => note?.endsWith('mạng.'));
  assert.deepEqual(notes, ['Không có mạng.', 'Có mạng.']);
}

async function save(page, note) {
  await page.click('input[type=radio][value=doing]');
  await page.type('#note', note);
  await page.click('.update button[type=submit]');
}
