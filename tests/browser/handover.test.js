// A phone without a signal hands its unsent work over; whoever brings it, it is there once.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';

const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const AWAY = /ERR_INTERNET_DISCONNECTED/;

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('a file from a phone without a signal, taken in twice in the commune, is there once', () => {
  const notes = ['Đã họp xóm lần một.', 'Đã họp xóm lần hai.'];
  return world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await page.context().setOffline(true);
    await save(page, notes);
    const file = await saveAsFile(page);
    assert.match(file.name, /^hocvuso-chua-gui-\d\d-\d\d-\d{4}\.json$/);
    await badge(page, 'Còn 2 chưa gửi').waitFor();

    await world.visit({ as: 'chuyenvien.xa', viewport: WIDE, expected: /422/ }, async (desk) => {
      await openReady(desk, '/toi');
      const choose = () => desk.getByLabel('Chọn tệp').setInputFiles({ ...file, mimeType: 'application/json' });
      await choose();
      await desk.getByText('Đã nhận 2 bản ghi; 0 đã có từ trước; 0 không nhận được.').waitFor();
      await choose();
      await desk.getByText('Đã nhận 0 bản ghi; 2 đã có từ trước; 0 không nhận được.').waitFor();
      await desk.getByLabel('Chọn tệp').setInputFiles({
        ...file,
        mimeType: 'application/json',
        buffer: file.buffer.subarray(0, file.buffer.length - 20),
      });
      await desk.getByText('Tệp bị thiếu').waitFor();
      assert.deepEqual(await nTimes(desk, notes), [1, 1]);
    });

    // The phone itself, in its own time.
    await badge(page, 'Còn 2 chưa gửi').waitFor();
    await page.context().setOffline(false);
    await badge(page, 'Đã gửi hết').waitFor();
    assert.deepEqual(await nTimes(page, notes), [1, 1]);
  });
});

test('codes off one screen come in by the camera of another phone', () => {
  const notes = ['Đã phát thanh ba buổi.', 'Đã treo băng rôn.'];
  return world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await page.context().setOffline(true);
    await save(page, notes);
    const file = await saveAsFile(page);
    await page.getByRole('button', { name: 'Hiện mã QR' }).click();
    const codes = codesOf(file.buffer);
    for (const [i] of codes.entries()) {
      await page.getByText(`Mã ${i + 1}/${codes.length}`).waitFor();
      assert.ok((await page.getByRole('img', { name: 'Mã QR' }).boundingBox()).width > 250);
      await page.getByRole('button', { name: 'Tiếp' }).click();
    }
    await page.getByText(`Mã 1/${codes.length}`).waitFor();

    await world.visit({ as: 'lanhdao.xa', viewport: PHONE }, async (other) => {
      // Last to first, and each seen more than once.
      await giveEyes(other, codes.toReversed());
      await openReady(other, '/toi');
      await other.getByRole('button', { name: 'Quét mã QR' }).click();
      await other.getByText(`Đã quét 1/${codes.length} mã.`).waitFor();
      await other.locator('video').waitFor();
      await other.getByText('Đã nhận 2 bản ghi').waitFor();
      await other.waitForFunction(() => window.camera.getTracks().every((track) => track.readyState === 'ended'));
      assert.deepEqual(await nTimes(other, notes), [1, 1]);
    });
  });
});

/**
 * A browser of a phone that has a camera and reads codes, which this one does not: it sees the
 * codes one after another. That they are drawn right, the tests of the model know.
 */
async function giveEyes(page, codes) {
  await page.addInitScript((codes) => {
    let n = 0;
    window.BarcodeDetector = class {
      async detect() {
        const rawValue = codes[Math.min(Math.floor(n++ / 3), codes.length - 1)];
        return [{ rawValue }];
      }
    };
    const mediaDevices = {
      async getUserMedia() {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d').fillRect(0, 0, 8, 8);
        return (window.camera = canvas.captureStream());
      },
    };
    Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices });
  }, codes);
}

/** The lines of the codes, made anew: of the same file, but for the moment at which it is made. */
function codesOf(buffer) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...buffer].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const text = bits.match(/.{1,5}/g).map((five) => letters[parseInt(five.padEnd(5, '0'), 2)]).join('');
  const n = Math.ceil(text.length / 900);
  const size = Math.ceil(text.length / n);
  const sum = crc32(buffer).toString(16).toUpperCase().padStart(8, '0');
  return Array.from({ length: n }, (_, i) => `HVS1 ${i + 1}/${n} ${sum} ${text.slice(i * size, (i + 1) * size)}`);
}

/** As in ZIP; Node has it only since 22. */
function crc32(buffer) {
  let sum = ~0;
  for (const byte of buffer) {
    sum ^= byte;
    for (let i = 0; i < 8; i += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

async function save(page, notes) {
  for (const note of notes) {
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    await page.getByLabel('Đã làm gì').fill(note);
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await page.getByText(note).first().waitFor();
  }
}

async function saveAsFile(page) {
  await badge(page, 'Còn 2 chưa gửi').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Lưu thành tệp' }).click(),
  ]);
  return { name: download.suggestedFilename(), buffer: await readFile(await download.path()) };
}

function badge(page, words) {
  return page.locator('.sync-badge', { hasText: words }).first();
}

/** What the server says, not the page. */
async function nTimes(page, notes) {
  const answer = await page.request.get(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
  const { history } = await answer.json();
  return notes.map((note) => history.filter((event) => event.fact.note === note).length);
}
