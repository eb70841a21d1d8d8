// The story of the field in Firefox: opened once, used without a server, closed, and nothing is lost.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { Server } from './harness.js';
import { Firefox, KEPT, signIn } from './webdriver.js';

const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const NOTE = 'Đã hướng dẫn 12 hộ ở xóm.';

test('what Firefox saved without a server outlives it and arrives once', { timeout: 120_000 }, async (context) => {
  if (!Firefox.path) return context.skip('Firefox is not on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'hocvuso-firefox-'));
  const server = await Server.create();
  try {
    await story(server, folder);
  } finally {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
});

async function story(server, folder) {
  await inFirefox(folder, async (page) => {
    await signIn(page, server.origin, 'canbo.xom');
    await keep(page, server.origin);
  });
  await server.stop();

  await inFirefox(folder, async (page) => {
    // A page that was never opened on this phone.
    await page.open(server.origin + TASK);
    await save(page, NOTE, await picture(page, folder));
    await page.seen('.sync-badge', 'Còn 1 chưa gửi');
    await shown(page);
  });

  await inFirefox(folder, async (page) => {
    await page.open(server.origin + TASK);
    await page.seen('.sync-badge', 'Còn 1 chưa gửi');
    await shown(page);
    await server.start();
    await page.run("window.dispatchEvent(new Event('online'))");
    await page.seen('.sync-badge', 'Đã gửi hết');
    const told = await history(page);
    assert.equal(told.length, 1);
    assert.equal(told[0].fact.photos.length, 1);
    await page.open(`${server.origin}/toi`);
    await page.click('.sent-list summary');
    await page.seen('.sent-list__step', 'đã gửi');
  });
}

async function inFirefox(folder, story) {
  const firefox = await Firefox.start(folder);
  try {
    await story(firefox.window);
    assert.deepEqual(await firefox.window.complaints(), [], 'the browser complained');
  } finally {
    await firefox.close();
  }
}

/** Until the phone holds the build, and all records that its person sees. */
async function keep(page, origin) {
  await page.open(`${origin}/toi`);
  await page.seen('main', 'khớp với hệ thống');
  await page.until('the build is kept', KEPT);
}

async function save(page, note, photo) {
  await page.click('input[type=radio][value=doing]');
  await page.type('#note', note);
  await page.type('#anh', photo);
  await page.until('the photo is in the form', "return document.querySelector('.photos img')?.naturalWidth > 0");
  await page.click('.update button[type=submit]');
}

/** The update and its photo, drawn from what the phone holds. */
async function shown(page) {
  await page.seen('.history__event', NOTE);
  await page.run("document.querySelector('.history__event img, .history__event a')?.scrollIntoView()");
  await page.until(
    'its photo is seen',
    "return document.querySelector('.history__event img')?.naturalWidth > 0",
  );
}

/** A file as a camera would leave it. */
async function picture(page, folder) {
  const base64 = await page.run(`
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
    canvas.getContext('2d').fillRect(100, 100, 300, 200);
    return canvas.toDataURL('image/jpeg').split(',')[1];`);
  const path = join(folder, 'IMG_1.jpg');
  await writeFile(path, Buffer.from(base64, 'base64'));
  return path;
}

/** What the server says, not the page. */
async function history(page) {
  const { history } = await page.ask(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
  return history.filter((event) => event.fact.note === NOTE);
}
