// A plan that was read is put right beside its source, left, taken up again, and confirmed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';

const TEXT = `KẾ HOẠCH
Mở lớp kỹ năng số năm 2026

II. NHIỆM VỤ
1. Mở lớp buổi tối tại các xóm.
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
- Thời gian: Tháng 10/2026.
2. Phát loa hằng tuần.
3. Dạy bà con cài
4. VNeID trên điện thoại.
5. Tổng kết. Khen thưởng.
- Đơn vị chủ trì: Ban Cầu nối số.
`;

let world;
before(async () => { world = await World.create(); });
after(() => world.close());

/** Reads the text, which has a name of its own, as the commune's officer; the page is then that of its draft. */
async function begin(page, name = 'năm 2026') {
  await openReady(page, '/ke-hoach/nhap');
  await page.getByLabel('Văn bản kế hoạch').fill(TEXT.replace('năm 2026', name));
  await page.getByRole('button', { name: 'Đọc kế hoạch' }).click();
  await page.waitForURL(/\/nhap\/[0-9a-f-]{36}$/);
  await outline(page).first().waitFor();
}

const outline = (page) => page.locator('.draft-row__text');
const open = (page, words) => page.locator('.draft-row__text', { hasText: words }).click();
const tool = (page, name) => page.getByRole('button', { name, exact: true }).click();
const nDoubts = async (page) =>
  Number((await page.getByRole('heading', { name: /chỗ cần xem lại$/ }).innerText()).match(/\d+/)[0]);

async function fewer(page, n) {
  await page.getByRole('heading', { name: `Còn ${n} chỗ cần xem lại`, exact: true }).waitFor();
}

for (const [name, viewport] of [['wide', WIDE], ['phone', PHONE]]) {
  test(`a draft is put right in place and confirmed (${name})`, async () => {
    await world.visit({ as: 'chuyenvien.xa', viewport }, async (page) => {
      await begin(page);
      const n = await nDoubts(page);

      // One doubt is let stand, one is answered in the document's own data, one in a task.
      await page.getByRole('button', { name: 'Đã xem' }).first().click();
      await fewer(page, n - 1);
      await page.getByLabel('Ngày ban hành').fill('2026-02-05');
      await page.getByLabel('Số, ký hiệu').fill('7/KH-UBND');
      await page.getByLabel('Cơ quan ban hành').focus();
      await open(page, 'Phát loa');
      await page.getByRole('textbox', { name: 'Đơn vị chủ trì' }).fill('Công an xã');
      await page.getByRole('textbox', { name: 'Thời gian' }).fill('trước ngày 20/11/2026');
      await page.getByRole('textbox', { name: 'Sản phẩm' }).focus();
      await page.getByText('Hiểu là: trước 20/11/2026.').waitFor();
      await tool(page, 'Xong');
      await page.getByText('Thời gian: trước ngày 20/11/2026').waitFor();
      await page.getByText('Chủ trì: Công an xã').waitFor();

      // A task that was torn apart is joined, and one that holds two is parted.
      await open(page, 'VNeID trên');
      await tool(page, 'Gộp với mục trên');
      await page.locator('.draft-row__text', { hasText: 'Dạy bà con cài VNeID trên điện thoại.' }).waitFor();
      await open(page, 'Tổng kết');
      await page.getByLabel('Nội dung', { exact: true }).evaluate((field) => field.setSelectionRange(9, 9));
      await tool(page, 'Tách ở con trỏ');
      await page.locator('.draft-row__text', { hasText: 'Khen thưởng.' }).waitFor();
      await tool(page, 'Xong');

      // Those without a lead get one together.
      await page.getByRole('radio', { name: 'Chưa có đơn vị chủ trì (1)' }).check();
      assert.equal(await outline(page).count(), 1);
      await page.getByRole('checkbox', { name: /^Chọn nhiệm vụ/ }).check();
      await page.getByLabel('Đơn vị hoặc thời gian').fill('Các xóm, khối');
      await tool(page, 'Đặt');
      await page.getByRole('radio', { name: 'Chưa có đơn vị chủ trì (0)' }).waitFor();

      // The body that nobody knows is made on the spot.
      await page.getByRole('button', { name: 'Thêm đơn vị cho Ban Cầu nối số' }).click();
      await page.getByLabel('Chưa có trong danh sách?').selectOption('other');
      await page.getByRole('button', { name: 'Bỏ Ban Cầu nối số khỏi Ban Cầu nối số' }).waitFor();

      await page.getByRole('button', { name: 'Xác nhận kế hoạch' }).click();
      await page.waitForURL(/\/ke-hoach\/[0-9a-f-]{36}$/);
      await page.getByText('Số 7/KH-UBND ngày 05/02/2026').waitFor();
      const plan = new URL(page.url()).pathname.split('/').pop();
      await openReady(page, `/nhiem-vu?ke-hoach=${plan}`);
      await page.getByText('Dạy bà con cài VNeID trên điện thoại.').first().waitFor();
      await openReady(page, `/ban-do?ke-hoach=${plan}`);
      await page.getByRole('table').getByText('Xóm', { exact: false }).first().waitFor();
    });
  });
}

test('a row lights its source, and a source line opens its row', async () => {
  await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await begin(page);
    await open(page, 'Phát loa');
    const lit = page.locator('.draft-source__lit');
    await lit.first().waitFor();
    assert.deepEqual(await lit.allInnerTexts(), ['2. Phát loa hằng tuần.']);
    await page.locator('.draft-source__lines li', { hasText: 'Thời gian: Tháng 10/2026' }).click();
    await page.getByLabel('Nội dung', { exact: true }).waitFor();
    assert.match(await page.getByLabel('Nội dung', { exact: true }).inputValue(), /^Mở lớp buổi tối/);
    assert.match((await lit.allInnerTexts()).join('\n'), /Mở lớp buổi tối[^]*Tháng 10\/2026/);
  });
});

test('a slip of the pen is offered its mend', async () => {
  await world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await begin(page, 'về chuyên đổi số');
    const n = await nDoubts(page);
    // The document’s own gaps come first.
    await page.getByRole('button', { name: 'Đã xem' }).first().click();
    await page.getByRole('button', { name: 'Thay bằng “chuyển đổi số”' }).click();
    await fewer(page, n - 2);
    await page.waitForFunction(() => document.getElementById('van-ban-tua').value.includes('về chuyển đổi số'));
  });
});

test('nothing of a draft sticks out of a narrow screen', async () => {
  await world.visit({ as: 'chuyenvien.xa', viewport: { width: 320, height: 640 } }, async (page) => {
    await begin(page);
    await open(page, 'Phát loa');
    await page.getByRole('textbox', { name: 'Đơn vị chủ trì' }).waitFor();
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${wide} px in ${room} px`);
  });
});

test('a draft is left and taken up again, taken back step by step, and thrown away', async () => {
  await world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await begin(page, 'mùa hạ');
    await open(page, 'Phát loa');
    await page.getByLabel('Nội dung', { exact: true }).fill('Phát loa mỗi sáng.');
    await tool(page, 'Xong');
    await page.locator('.draft-row__text', { hasText: 'Phát loa mỗi sáng.' }).waitFor();
    await openReady(page, '/ke-hoach');
    await page.getByRole('link', { name: 'Mở lớp kỹ năng số mùa hạ' }).click();
    await page.locator('.draft-row__text', { hasText: 'Phát loa mỗi sáng.' }).waitFor();
    await tool(page, 'Hoàn tác');
    await page.locator('.draft-row__text', { hasText: 'Phát loa hằng tuần.' }).waitFor();
    page.on('dialog', (dialog) => dialog.accept());
    await tool(page, 'Bỏ bản nháp này');
    await page.waitForURL(/\/ke-hoach$/);
    await page.getByRole('heading', { name: 'Kế hoạch', level: 1 }).waitFor();
    assert.equal(await page.getByText('mùa hạ').count(), 0);
  });
});

test('what is typed while the server is away is kept in its field and saved when it is back', async () => {
  const expected = /ERR_CONNECTION_REFUSED/;
  await world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected }, async (page) => {
    await begin(page);
    await open(page, 'Phát loa');
    const words = page.getByLabel('Nội dung', { exact: true });
    await world.server.stop();
    await words.fill('Phát loa mỗi sáng sớm.');
    await page.getByRole('textbox', { name: 'Sản phẩm' }).focus();
    await page.getByRole('alert').getByText('Không có mạng').waitFor();
    assert.equal(await words.inputValue(), 'Phát loa mỗi sáng sớm.');
    await page.getByRole('textbox', { name: 'Sản phẩm' }).fill('Bản tin');
    await tool(page, 'Xong');
    await world.server.start();
    await tool(page, 'Gửi lại');
    await page.getByText('Đã lưu mọi sửa đổi').waitFor();
    await page.reload();
    await page.locator('.draft-row__text', { hasText: 'Phát loa mỗi sáng sớm.' }).waitFor();
    await page.getByText('Sản phẩm: Bản tin').waitFor();
  });
});

test('two windows do not overwrite each other unseen', async () => {
  const expected = /status of 409|ERR_FAILED/;
  await world.visit({ as: 'chuyenvien.xa', viewport: WIDE, expected }, async (page) => {
    await begin(page);
    const other = await page.context().newPage();
    // It does not hear of the change by asking for news in between, nor by an answer under way.
    await other.route(/\/api\/v1\/drafts\/[^/]+$/, (route) => route.abort());
    await openReady(other, new URL(page.url()).pathname);
    const kept = page.waitForResponse(/\/changes$/);
    await page.getByRole('button', { name: 'Đã xem' }).first().click();
    await kept;
    await other.getByRole('button', { name: 'Đã xem' }).first().click();
    await other.getByRole('alert').getByText('vừa được sửa ở nơi khác').waitFor();
  });
});

test('the whole draft can be put right by keyboard', async () => {
  await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await begin(page);
    await page.locator('.draft-row__text', { hasText: 'Phát loa' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Số, ký hiệu').last().waitFor();
    await page.getByRole('button', { name: 'Lên', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Đã lưu mọi sửa đổi').waitFor();
    // The node has moved, and the focus with it.
    await page.waitForFunction(() => document.activeElement?.id === 'sua-len');
    await page.getByRole('button', { name: 'Xong', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.textContent.includes('Phát loa'));
    const rows = await outline(page).allInnerTexts();
    const place = (words) => rows.findIndex((row) => row.includes(words));
    assert.ok(place('Phát loa') < place('Mở lớp buổi tối'));
  });
});
