// The officer's day: ten tasks to all hamlets at once, a difficulty answered, whom to remind.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';

const PLAN = 'kh-thanh-lam';
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const HAMLET = 'Xóm Bến';
/** Requests that fail while the server is away. */
const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('ten tasks go to all hamlets as ten records, which follow the tree', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, `/ke-hoach/${PLAN}/phan-cong`);
    const tasks = page.locator('.task-choice input[type=checkbox]');
    for (let nth = 0; nth < 10; nth += 1) await tasks.nth(nth).check();
    await page.getByRole('checkbox', { name: /^Tất cả thôn, xóm, khối/ }).check();
    await page.getByText(/^Giao 10 nhiệm vụ cho 1\d đơn vị.*Đơn vị thêm sau này cũng được giao\.$/).waitFor();
    const before = await nRecords(page);
    await page.getByRole('button', { name: 'Giao', exact: true }).click();
    await allSent(page);
    assert.equal((await nRecords(page)) - before, 10, 'one record a task, whatever the class');
    const chips = page.locator('.unit-chip', { hasText: /^Tất cả thôn, xóm, khối \(1\d\)/ });
    assert.equal(await chips.count(), 10);
    // Taken back from all of them at once.
    await chips.first().getByRole('button').click();
    await page.waitForFunction(() => document.querySelectorAll('.unit-chip').length > 0);
    await allSent(page);
    await chips.nth(9).waitFor({ state: 'detached' });
    assert.equal(await chips.count(), 9);
  }));

test('a difficulty is answered on the officer’s desk and read on the hamlet’s phone without a signal', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (phone) => {
    await openReady(phone, TASK);
    await phone.getByRole('radio', { name: 'Đang làm' }).check();
    const more = phone.getByText('Vướng mắc cần cấp trên gỡ');
    const box = phone.getByRole('textbox', { name: 'Vướng mắc' });
    if (!(await box.isVisible())) await more.click();
    await box.fill('Thiếu máy in mã QR.');
    await phone.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await allSent(phone);
    await phone.getByText('nêu hôm nay, chờ trả lời').waitFor();

    await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (desk) => {
      await openReady(desk, '/');
      await desk.getByRole('heading', { name: /^Vướng mắc chờ trả lời/ }).waitFor();
      await openReady(desk, TASK);
      const row = desk.locator('.unit-row', { hasText: HAMLET });
      await row.getByText('Thiếu máy in mã QR.').waitFor();
      await row.getByRole('button', { name: 'Trả lời' }).press('Enter');
      await desk.getByLabel('Câu trả lời').pressSequentially('Xã in giúp, mai lên lấy.');
      await desk.getByRole('button', { name: 'Gửi trả lời' }).press('Enter');
      await allSent(desk);
      await row.getByText('Xã in giúp, mai lên lấy.').waitFor();
    });

    await phone.evaluate(() => window.dispatchEvent(new Event('online')));
    await phone.getByText('Xã in giúp, mai lên lấy.').first().waitFor();
    await world.server.stop();
    await phone.getByRole('link', { name: 'Hôm nay' }).click();
    await phone.getByRole('heading', { name: /^Vướng mắc đã có trả lời/ }).waitFor();
    await phone.getByText('Xã in giúp, mai lên lấy.').waitFor();
    await world.server.start();
  }));

test('a hamlet that does not take a task on says why, and the officer finds it on Today', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE }, async (phone) => {
    const given = await phone.request.get('/api/v1/tasks?don-vi=&trang-thai=open_in_time');
    const { rows } = await given.json();
    for (const row of rows) {
      await openReady(phone, `/nhiem-vu/${row.task}`);
      if (await phone.getByRole('button', { name: 'Không nhận…' }).count()) break;
    }
    await phone.getByRole('button', { name: 'Không nhận…' }).click();
    await phone.getByLabel('Lý do không nhận').fill('Xóm không có người rành máy.');
    await phone.getByRole('button', { name: 'Gửi lý do' }).click();
    await allSent(phone);
    await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (desk) => {
      await openReady(desk, '/');
      await desk.getByRole('heading', { name: /^Cần xử lý/ }).waitFor();
      await desk.getByText('Xóm không có người rành máy.').waitFor();
    });
  }));

test('a text for Zalo is copied, and says that it was', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openReady(page, '/');
    await page.getByText(/soạn sẵn tin để dán vào Zalo/).click();
    await page.getByRole('button', { name: 'Sao chép' }).click();
    await page.getByText('Đã sao chép. Mở Zalo rồi dán vào tin nhắn.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^NHẮC VIỆC BÌNH DÂN HỌC VỤ SỐ, ngày \d\d\/\d\d\/\d{4}\n- /);
  }));

test('one filter serves list, timeline, calendar and counts, and each number opens its list', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, '/nhiem-vu');
    await page.getByRole('searchbox', { name: 'Tìm nhiệm vụ' }).fill('ky nang so');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tim=/);
    await page.getByRole('link', { name: 'Dòng thời gian' }).press('Enter');
    await page.getByRole('region', { name: /^Dòng thời gian/ }).waitFor();
    assert.match(page.url(), /tim=.*xem=dong-thoi-gian/);
    const rows = page.locator('.timeline tbody tr');
    const n = await rows.count();
    assert.ok(n > 0);
    await page.getByRole('link', { name: 'Lịch', exact: true }).press('Enter');
    await page.getByRole('heading', { name: /^Tháng/ }).waitFor();
    await page.getByRole('link', { name: 'Tổng hợp' }).press('Enter');
    const row = page.getByRole('row', { name: new RegExp(`^${HAMLET}`) });
    const number = row.getByRole('link').first();
    const count = Number(await number.innerText());
    await number.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('don-vi') && !url.searchParams.get('xem'));
    await page.getByText(new RegExp(`^${count} nhiệm vụ theo bộ lọc`)).waitFor();
    assert.equal(await page.locator('.task-row').count(), count);
  }));

/** The badge says so only after the server has. */
async function allSent(page) {
  await page.locator('.toast').first().waitFor();
  await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
}

/** How many records the officer's log has. */
async function nRecords(page) {
  let cursor = 0;
  let n = 0;
  for (;;) {
    const request = { device: 'may-dem', records: [], cursor, limit: 200 };
    const headers = { origin: new URL(page.url()).origin };
    const answer = await (await page.request.post('/api/v1/sync', { data: request, headers })).json();
    n += answer.records.length;
    cursor = answer.cursor;
    if (!answer.more) return n;
  }
}
