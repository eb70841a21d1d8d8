// Photos of an update: made small and kept on the phone, sent ahead of their record, seen at once.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { SITE, WIDE, World, openReady } from './harness.js';
import { openKept, restart } from './kept.js';

const OFFICER = 'canbo.xom';
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const AWAY = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_FAILED/;
const PIECES = /\/api\/v1\/photos\/\w+\/pieces/;
// Before the start of the picture: an EXIF block that points to where it was taken.
const LOCATION = Buffer.from(
  'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '882500040000000100' + '00001a' + '00000000',
  'hex',
);

let world;
before(async () => (world = await World.create()));
beforeEach(() => restart(world, SITE));
after(() => world?.close());

test('a photo saved without a network is seen at once, stays, and arrives once, without its location', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, TASK);
    const file = await photo(page, 'IMG_1.jpg', 2400, 1800);
    assert.ok(file.buffer.includes('Exif'));
    await page.getByLabel('Thêm ảnh').setInputFiles([file]);
    await chosen(page, 1);
    await world.server.stop();
    await save(page, 'Có ảnh lớp học.');
    await page.getByText('đã lưu trên máy, chưa gửi').waitFor();
    await page.getByText(/Tối đa 4 ảnh/).waitFor();
    await pictureOf(page, 'Có ảnh lớp học.');

    await page.reload();
    await pictureOf(page, 'Có ảnh lớp học.');
    await page.goto('/toi');
    await page.locator('.unsent-row', { hasText: '1 ảnh' }).waitFor();
    await page.goto(TASK);

    await world.server.start();
    await online(page);
    await allSent(page);
    const photos = await photosTold(page, 'Có ảnh lớp học.');
    assert.equal(photos.length, 1);
    const answer = await page.request.get(`/api/v1/photos/${photos[0]}`);
    const bytes = await answer.body();
    assert.equal(answer.headers()['content-type'], 'image/jpeg');
    assert.ok(bytes.length < 300 * 1024 && !bytes.includes('Exif'), `${bytes.length} bytes`);

    // Somebody else's browser has it from the server.
    await world.visit({ as: 'chuyenvien.xa' }, async (other) => {
      await openReady(other, TASK);
      await pictureOf(other, 'Có ảnh lớp học.');
    });
  }));

test('a photo goes on where it was when the server died in the middle of it', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await choose(page, 'IMG_2.jpg', 1600, 1200);
    const offsets = [];
    let dies;
    const died = new Promise((resolve) => (dies = resolve));
    await page.route(PIECES, async (route) => {
      const offset = new URL(route.request().url()).searchParams.get('offset');
      if (offset !== null && offsets.push(Number(offset)) === 3) dies(await world.server.kill());
      await route.continue();
    });
    await save(page, 'Ảnh bị cắt giữa chừng.');
    await died;
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    const nBefore = offsets.length;
    await world.server.start();
    await page.reload();
    assert.equal((await photosTold(page, 'Ảnh bị cắt giữa chừng.')).length, 1);
    assert.deepEqual(offsets.slice(0, 3), [0, 65_536, 131_072]);
    assert.equal(offsets[nBefore], 131_072, 'it did not begin anew');
  }));

test('a record without photos does not wait for one with', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await page.route(PIECES, (route) => route.abort());
    await choose(page, 'IMG_3.jpg', 400, 300);
    await save(page, 'Ảnh chưa đi được.');
    await page.getByText('đã lưu trên máy, chưa gửi').waitFor();
    await save(page, 'Không kèm ảnh.');
    await page.locator('.receipt:not(.receipt--waiting)').waitFor();
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    assert.deepEqual(await photosTold(page, 'Không kèm ảnh.'), undefined);
    await page.unroute(PIECES);
    await online(page);
    await allSent(page);
  }));

test('a broken file is told of, and the rest of the form stays', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openReady(page, TASK);
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    await page.getByLabel('Đã làm gì').fill('Vẫn còn đây.');
    const broken = { name: 'IMG_4.HEIC', mimeType: 'image/heic', buffer: Buffer.from('ftypheic') };
    const good = await photo(page, 'IMG_5.jpg', 300, 400);
    await page.getByLabel('Thêm ảnh').setInputFiles([broken, good]);
    await page.getByRole('alert').getByText('Không đọc được ảnh “IMG_4.HEIC”').waitFor();
    await chosen(page, 1);
    assert.equal(await page.getByLabel('Đã làm gì').inputValue(), 'Vẫn còn đây.');
    await page.getByRole('button', { name: 'Bỏ Ảnh 1' }).click();
    await chosen(page, 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'anh');
  }));

test('a form that is left while photos are made small takes nothing with it', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openReady(page, TASK);
    const file = await photo(page, 'IMG_8.jpg', 3000, 2000);
    await page.getByLabel('Thêm ảnh').setInputFiles([file]);
    await page.getByRole('link', { name: 'Bản đồ' }).click();
    await page.waitForURL('**/ban-do');
    await page.waitForTimeout(1500);
    await page.getByRole('link', { name: 'Tôi' }).click();
    await page.waitForURL('**/toi');
    assert.equal((await kept(page)).outbox, 0);
  }));

test('a full phone keeps neither photo nor record, says so, and the form stays', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openReady(page, TASK);
    await choose(page, 'IMG_6.jpg', 400, 300);
    const before = await kept(page);
    await page.evaluate(fillDisk);
    await save(page, 'Máy đầy.');
    await page.getByRole('alert').getByText('Bộ nhớ máy đã đầy nên CHƯA lưu được').waitFor();
    await chosen(page, 1);
    assert.equal(await page.getByLabel('Đã làm gì').inputValue(), 'Máy đầy.');
    assert.deepEqual(await kept(page), before);
    await badge(page, 'Đã gửi hết').waitFor();
    await page.reload();
    assert.equal(await page.getByText('Máy đầy.').count(), 0);
  }));

test('what the server sends back is mended with its photos', () =>
  world.visit({ as: OFFICER, expected: /422/ }, async (page) => {
    await openReady(page, TASK);
    await page.route(PIECES, (route) =>
      route.fulfill({ status: 422, json: { code: 'photo_damaged', message: 'Ảnh bị hỏng trên đường gửi.' } }),
    );
    await choose(page, 'IMG_7.jpg', 400, 300);
    await save(page, 'Sửa rồi gửi.');
    await badge(page, 'bị trả lại').click();
    await page.getByText('Ảnh bị hỏng trên đường gửi.').waitFor();
    await page.unroute(PIECES);
    await page.getByRole('link', { name: 'Sửa' }).click();
    await chosen(page, 1);
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await allSent(page);
    assert.equal((await photosTold(page, 'Sửa rồi gửi.')).length, 1);
  }));

test('photos go along when unsent work is handed over as a file', () =>
  world.visit({ as: OFFICER, expected: /ERR_INTERNET_DISCONNECTED/ }, async (page) => {
    await openKept(page, TASK);
    await page.context().setOffline(true);
    for (const [n, note] of ['Ảnh đi cùng tệp.', 'Ảnh thứ hai đi cùng tệp.'].entries()) {
      await choose(page, `IMG_2${n}.jpg`, 1500 + n, 900);
      await save(page, note);
      await page.getByText(note).first().waitFor();
    }
    await badge(page, 'Còn 2 chưa gửi').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lưu thành tệp' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.hvs$/);
    const file = await download.path();

    await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (desk) => {
      await openReady(desk, '/toi');
      await desk.getByLabel('Chọn tệp').setInputFiles(file);
      await desk.getByText('Đã nhận 2 bản ghi; 0 đã có từ trước; 0 không nhận được.').waitFor();
      await openReady(desk, TASK);
      await pictureOf(desk, 'Ảnh đi cùng tệp.');
      await pictureOf(desk, 'Ảnh thứ hai đi cùng tệp.');
      const [photo] = await photosTold(desk, 'Ảnh thứ hai đi cùng tệp.');
      const answer = await desk.request.get(`/api/v1/photos/${photo}`);
      assert.equal(answer.status(), 200);
    });

    await page.context().setOffline(false);
    await online(page);
    await allSent(page);
    assert.equal((await photosTold(page, 'Ảnh đi cùng tệp.')).length, 1);
  }));

test('four photos and no more, each with its button, on the narrowest phone', () =>
  world.visit({ as: OFFICER, viewport: { width: 320, height: 640 } }, async (page) => {
    await openReady(page, TASK);
    const files = [];
    for (let n = 0; n < 5; n += 1) files.push(await photo(page, `IMG_${n}.jpg`, 300 + n, 400));
    await page.getByLabel('Thêm ảnh').setInputFiles(files);
    await page.getByText('Mỗi cập nhật kèm tối đa 4 ảnh.').waitFor();
    await chosen(page, 4);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${width} px wide`);
    const button = await page.getByRole('button', { name: 'Bỏ Ảnh 4' }).boundingBox();
    assert.ok(button.width >= 44 && button.height >= 44);
  }));

/** A noisy picture from a camera that notes where it is. */
async function photo(page, name, width, height) {
  const base64 = await page.evaluate(
    async ([width, height]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const pen = canvas.getContext('2d');
      const picture = pen.createImageData(width, height);
      let seed = width * height;
      picture.data.forEach((_, n) => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        picture.data[n] = n % 4 === 3 ? 255 : 96 + ((seed >> 16) & 63);
      });
      pen.putImageData(picture, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    },
    [width, height],
  );
  const plain = Buffer.from(base64, 'base64');
  const buffer = Buffer.concat([plain.subarray(0, 2), LOCATION, plain.subarray(2)]);
  return { name, mimeType: 'image/jpeg', buffer };
}

async function choose(page, name, width, height) {
  await page.getByLabel('Thêm ảnh').setInputFiles([await photo(page, name, width, height)]);
  await chosen(page, 1);
}

/** So many photos are in the form, and seen. */
async function chosen(page, n) {
  await page.waitForFunction((n) => {
    const images = [...document.querySelectorAll('.photos img')];
    return images.length === n && images.every((image) => image.naturalWidth > 0);
  }, n);
}

async function save(page, note) {
  await page.getByRole('radio', { name: 'Đang làm' }).check();
  await page.getByLabel('Đã làm gì').fill(note);
  await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
}

/** The event of that note shows a picture. */
async function pictureOf(page, note) {
  const image = page.locator('.history__event', { hasText: note }).getByRole('link', { name: 'Ảnh 1' }).locator('img');
  await image.scrollIntoViewIfNeeded();
  const handle = await image.elementHandle();
  await page.waitForFunction((image) => image.naturalWidth > 0, handle);
}

function badge(page, words) {
  return page.locator('.sync-badge', { hasText: words }).first();
}

async function allSent(page) {
  await badge(page, 'Đã gửi hết').waitFor();
}

function online(page) {
  return page.evaluate(() => window.dispatchEvent(new Event('online')));
}

/** What the server says, not the page, once it has the update; fails if it has it twice. */
async function photosTold(page, note) {
  const limit = Date.now() + 15_000;
  let told = [];
  while (told.length === 0 && Date.now() < limit) {
    const answer = await page.request.get(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
    const { history } = await answer.json();
    told = history.filter((event) => event.fact.note === note);
  }
  assert.equal(told.length, 1, `“${note}” is there ${told.length} times`);
  return told[0].fact.photos;
}

/** How much is in two stores of the phone. */
function kept(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open('hocvuso'));
    const stores = database.transaction(['outbox', 'photos']);
    const outbox = await done(stores.objectStore('outbox').count());
    const photos = await done(stores.objectStore('photos').count());
    database.close();
    return { outbox, photos };
  });
}

/**
 * In the page: no photo can be written any more. Just when that is tried the phone begins to send,
 * and the disk is slow to say what it holds: what is not on it must not be sent all the same.
 */
async function fillDisk() {
  const opening = indexedDB.open('hocvuso');
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (this.name !== 'photos') return put.apply(this, words);
    const store = opening.result.transaction(['self', 'outbox'], 'readwrite').objectStore('self');
    let readings = 2_000;
    const read = () => {
      if (readings-- > 0) store.get('id').onsuccess = read;
    };
    read();
    dispatchEvent(new Event('online'));
    throw new DOMException('full', 'QuotaExceededError');
  };
}
