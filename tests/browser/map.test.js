// The map: coloured by figures, one number everywhere, by keyboard, without a network, to take along.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { openKept } from './kept.js';

const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;
const BY_TARGET = '/ban-do?chi-so=vneid&mau=chi-tieu';

let world;
before(async () => (world = await World.create()));
afterEach(async () => {
  await world.server.stop();
  await world.server.start();
});
after(() => world?.close());

test('table, map, file and interface have the number that was entered', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await enter(page, 'Xóm Đồng', 123, 456);
    await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
    await openReady(page, BY_TARGET);
    const row = page.locator('#bang-so-lieu tr', { hasText: 'Xóm Đồng' });
    await row.getByText('(123/456)').waitFor();
    const [told] = (await row.locator('td').first().innerText()).split('(');
    assert.equal(told.replace(/\s/g, ' ').trim(), '26,9 %');
    const cell = page.locator('.map-page__figure .hexagon[aria-label^="Xóm Đồng:"]');
    assert.match(await cell.getAttribute('aria-label'), /26,9\s% \(123\/456\); chỉ tiêu .*chưa đạt/);
    const unit = await commune(page);
    const answer = await page.request.get(`/api/v1/map/vneid?unit=${unit}`);
    const { areas, value } = await answer.json();
    const area = areas.find((area) => area.unit.name === 'Xóm Đồng');
    assert.deepEqual([area.value.rated, area.value.denominator], [123, 456]);

    const csv = await text(await taken(page, 'CSV'));
    assert.equal(csv.charCodeAt(0), 0xfeff);
    assert.match(csv, /"Xóm Đồng",123,456,26\.9,/);
    // The sum below the parts is the one above them, wherever it stands.
    const whole = /"Toàn bộ [^"]*",(\d+),(\d+),/.exec(csv);
    assert.deepEqual([Number(whole[1]), Number(whole[2])], [value.rated, value.denominator]);
    const sum = `(${count(value.rated)}/${count(value.denominator)})`;
    await page.locator('.map-page__beside').getByText(sum).first().waitFor();
    assert.match(await text(await taken(page, 'Hình SVG')), /Xóm Đồng: 26,9\s% \(123\/456\)/);
    const sheet = await taken(page, 'Excel (.xlsx)');
    assert.match(sheet.suggestedFilename(), /^ban-do-.*\.xlsx$/);
    const png = await taken(page, 'Ảnh PNG');
    assert.match(png.suggestedFilename(), /^ban-do-.*\.png$/);
    const bytes = await readFile(await png.path());
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    assert.ok(bytes.length > 10_000, 'something is drawn');
  }));

test('a class of the legend leaves only its units, on map and table and in the address', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await openReady(page, BY_TARGET);
    const classes = page.locator('.legend__class');
    const counts = await classes.locator('.legend__count').allInnerTexts();
    const place = counts.findIndex((n) => Number(n) > 0);
    const n = Number(counts[place]);
    await classes.nth(place).click();
    await page.waitForURL(/[?&]lop=\d/);
    const rows = page.locator('#bang-so-lieu tbody tr');
    await page.locator('.legend__all').waitFor();
    assert.equal(await rows.count(), n);
    const shown = page.locator('.map-page__figure .hexagon:not([aria-hidden])');
    assert.ok((await shown.count()) <= n && (await shown.count()) > 0);
    await page.getByRole('link', { name: 'Xem tất cả' }).click();
    await page.waitForURL((url) => !url.search.includes('lop='));
    assert.ok((await rows.count()) > n);
  }));

test('every place is reached by keyboard and says its numbers', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, BY_TARGET);
    const cells = page.locator('.map-page__figure .hexagon');
    const n = await cells.count();
    assert.ok(n > 3);
    await cells.first().focus();
    const heard = new Set();
    for (let step = 0; step < n; step += 1) {
      const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
      assert.match(name, /: (.*\(.*\)|chưa có số liệu); .*(đơn vị đã báo|không phải báo)/);
      heard.add(name);
      await page.locator('.map-told').getByText(name, { exact: true }).waitFor();
      await page.keyboard.press('Tab');
    }
    assert.equal(heard.size, n);
    await cells.nth(1).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]chon=/);
    await page.locator('#chosen').waitFor();
    assert.equal(await cells.nth(1).getAttribute('aria-current'), 'true');
  }));

test('how the map is coloured and with what it is compared are choices that stay in the address', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await openReady(page, '/ban-do');
    for (const [choice, title] of [
      ['Số liệu so với chỉ tiêu', /^So với chỉ tiêu|^Tỷ lệ/],
      ['Độ tin cậy của số liệu', /^Độ tin cậy/],
      ['Số liệu mới hay cũ', /cũ nhất/],
      ['Đơn vị chưa báo số liệu', /chưa báo$/],
    ]) {
      await page.getByLabel('Tô màu theo').selectOption({ label: choice });
      await page.locator('.legend__title', { hasText: title }).waitFor();
    }
    await page.waitForURL(/mau=im-lang/);
    await page.getByLabel('Tô màu theo').selectOption({ label: 'Số liệu so với chỉ tiêu' });
    await page.getByLabel('So với', { exact: true }).selectOption({ index: 1 });
    await page.getByRole('columnheader', { name: 'Thay đổi' }).waitFor();
    const changes = page.locator('#bang-so-lieu .area-table__second');
    for (const words of await changes.locator('visible=true').allInnerTexts()) {
      assert.match(words, /^[+−][\d.,]+$|^0$|^–$|^Thay đổi \(điểm %\)$/);
    }
  }));

test('of two periods a slider shows the earlier one from the left, also when the map is brought nearer', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await openReady(page, BY_TARGET);
    await page.getByLabel('So với', { exact: true }).selectOption({ index: 1 });
    const slider = page.getByRole('slider', { name: /^Kéo để so hai kỳ: bên trái Quý .*, bên phải Quý / });
    await slider.waitFor();
    const map = page.locator('.map-zoom .hexagons');
    await map.scrollIntoViewIfNeeded();
    const cells = map.locator('.hexagon');
    const isEarlier = (n) =>
      cells.nth(n).evaluate((link) => {
        const { x, y, width, height } = link.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2).closest('[clip-path]') !== null;
      });
    const shares = { Home: 0, End: 1 };
    for (const [key, share] of Object.entries(shares)) {
      await slider.press(key);
      for (let n = 0; n < (await cells.count()); n++) assert.equal(await isEarlier(n), share === 1, `${key} ${n}`);
    }
    await slider.fill('30');
    /** Where on the screen the curtain ends, in percent of the map's width. */
    const end = async () => {
      const [line, frame] = [await map.locator('.hexagons__curtain').boundingBox(), await map.boundingBox()];
      return Math.round(((line.x - frame.x) / frame.width) * 100);
    };
    assert.equal(await end(), 30);
    await page.getByRole('button', { name: 'Phóng to' }).click();
    assert.equal(await end(), 30);
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    // Drawn again, it stays where it was.
    await cells.first().focus();
    await page.keyboard.press('Enter');
    await page.locator('#chosen').waitFor();
    assert.equal(await slider.inputValue(), '30');
    assert.equal(await end(), 30);
  }));

test('without a network the map counts what the phone has not sent, and says how old it is', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected: AWAY }, async (page) => {
    await openKept(page, '/toi');
    await page.getByText('khớp với hệ thống').waitFor();
    await world.server.stop();
    await page.goto('/so-lieu?chi-so=vneid');
    await enter(page, 'Xóm Núi', 77, 88, true);
    await page.goto(BY_TARGET);
    await page.locator('#bang-so-lieu').getByText('(77/88)').waitFor();
    const lede = page.locator('.page-head__lede');
    await lede.getByText(/Lập từ máy này, khớp với hệ thống lúc .*, kể cả 1 bản ghi chưa gửi/).waitFor();
  }));

test('two fingers bring the map nearer, one then drags it, and a double tap too', () =>
  world.visit({ as: 'chuyenvien.xa', touch: true, viewport: PHONE }, async (page) => {
    await openReady(page, BY_TARGET);
    const map = page.locator('.map-zoom .hexagons');
    await map.scrollIntoViewIfNeeded();
    const whole = await map.getAttribute('data-whole');
    const seen = () => map.evaluate((map) => map.getAttribute('viewBox').split(' ').map(Number));
    const { x, y, width, height } = await map.boundingBox();
    const [middle, level] = [x + width / 2, y + Math.min(height, PHONE.height - y) / 2];
    const touch = await fingers(page);
    // One finger scrolls the page as long as there is nothing to be dragged.
    await touch([[middle, level]], [[middle, level - 60]]);
    await page.waitForFunction(() => scrollY > 0);
    await atRest(page);
    assert.equal(await map.getAttribute('viewBox'), whole);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await map.scrollIntoViewIfNeeded();
    await touch([[middle - 30, level], [middle + 30, level]], [[middle - 75, level], [middle + 75, level]]);
    const [left, top, near] = await seen();
    const all = Number(whole.split(' ')[2]);
    assert.ok(near < all * 0.75, `${near} of ${all}`);
    const scrolled = await page.evaluate(() => scrollY);
    await touch([[middle, level]], [[middle - 50, level - 20]]);
    const dragged = await seen();
    assert.equal(dragged[2], near);
    assert.ok(dragged[0] > left || dragged[1] > top, `${dragged} after ${left} ${top}`);
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    assert.doesNotMatch(page.url(), /chon=/, 'dragging chooses nothing');
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    assert.equal(await map.getAttribute('viewBox'), whole);
    await map.scrollIntoViewIfNeeded();
    const cell = await map.locator('.hexagon__cell').first().boundingBox();
    const finger = [cell.x + cell.width / 2, cell.y + cell.height / 2];
    await page.touchscreen.tap(...finger);
    await page.touchscreen.tap(...finger);
    await page.waitForURL(/chon=/);
    assert.ok((await seen())[2] < all, 'the first tap chooses, the second comes nearer');
  }));

test('the map comes nearer by buttons and by the wheel with Ctrl, and follows the focus', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, BY_TARGET);
    const map = page.locator('.map-zoom .hexagons');
    const whole = await map.getAttribute('data-whole');
    await page.getByRole('button', { name: 'Phóng to' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const width = async () => Number((await map.getAttribute('viewBox')).split(' ')[2]);
    assert.ok((await width()) < Number(whole.split(' ')[2]));
    for (const cell of [map.locator('.hexagon').first(), map.locator('.hexagon').last()]) {
      await page.keyboard.press('Shift+Tab');
      await cell.focus();
      const inside = await cell.evaluate((cell) => {
        const [box, frame] = [cell, cell.closest('svg')].map((it) => it.getBoundingClientRect());
        return box.left < frame.right && box.right > frame.left && box.top < frame.bottom && box.bottom > frame.top;
      });
      assert.ok(inside);
    }
    await page.getByRole('button', { name: 'Vừa khung' }).click();
    assert.equal(await map.getAttribute('viewBox'), whole);
    await map.hover();
    await page.mouse.wheel(0, -10);
    assert.equal(await map.getAttribute('viewBox'), whole);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await page.waitForFunction(() => document.querySelector('.map-zoom [data-near]'));
    const near = await width();
    const before = await map.getAttribute('viewBox');
    const { x, y, width: across, height } = await map.boundingBox();
    await page.mouse.move(x + across / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + across / 2 - 40, y + height / 2 - 15, { steps: 4 });
    await page.mouse.up();
    assert.notEqual(await map.getAttribute('viewBox'), before);
    assert.equal(await width(), near);
    assert.doesNotMatch(page.url(), /chon=/, 'dragging chooses nothing');
  }));

test('a province sees what it has seen last', () =>
  world.visit({ as: 'tinh', viewport: WIDE, expected: AWAY }, async (page) => {
    await openKept(page, '/toi');
    await openReady(page, BY_TARGET);
    const table = page.locator('#bang-so-lieu');
    const seen = await table.innerText();
    // Asked for by the program, and so kept.
    await page.getByLabel('Tô màu theo').selectOption({ label: 'Việc đúng hạn' });
    await page.getByRole('columnheader', { name: 'Quá hạn' }).waitFor();
    await page.getByLabel('Tô màu theo').selectOption({ label: 'Số liệu so với chỉ tiêu' });
    await page.getByRole('columnheader', { name: 'Đã báo' }).waitFor();
    const address = page.url();
    await world.server.stop();
    await page.goto(address);
    await page.locator('.page-head__lede').getByText(/Hệ thống lập lúc/).waitFor();
    assert.equal(await table.innerText(), seen);
  }));

/** Gives a figure of a hamlet on the page where an officer enters those of all. */
async function enter(page, hamlet, part, whole, isThere = false) {
  if (!isThere) await openReady(page, '/so-lieu?chi-so=vneid');
  const line = page.getByRole('group', { name: hamlet, exact: true });
  await line.getByLabel('Người được xác nhận trên VNeID').fill(String(part));
  await line.getByLabel('trên tổng số').fill(String(whole));
  await page.getByRole('button', { name: 'Lưu số liệu' }).click();
  const sure = page.getByRole('button', { name: 'Đúng, vẫn lưu' });
  const saved = page.getByText('Đã lưu 1 số liệu trên máy');
  await sure.or(saved).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await saved.waitFor();
}

/** Moves fingers from some places to others, as a touch screen tells of it. */
async function fingers(page) {
  const browser = await page.context().newCDPSession(page);
  const tell = (type, places) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: places.map(([x, y], id) => ({ x, y, id })) });
  return async (from, to) => {
    await tell('touchStart', from);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const between = from.map(([x, y], n) => [x + (to[n][0] - x) * part, y + (to[n][1] - y) * part]);
      await tell('touchMove', between);
    }
    await tell('touchEnd', []);
  };
}

async function commune(page) {
  const me = await (await page.request.get('/api/v1/map/tasks')).json();
  return me.unit.id;
}

async function taken(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ]);
  return download;
}

async function text(download) {
  return readFile(await download.path(), 'utf8');
}

function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** A finger that leaves the screen lets the page glide on for a while. */
function atRest(page) {
  return page.evaluate(async () => {
    let last;
    do {
      last = scrollY;
      for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);
    } while (scrollY !== last);
  });
}
