// A plan as a living document: the officer's day of editing by keyboard alone, a signed plan that changes
// only through an amendment, and two browsers that edit the same plan, one of them offline for a while.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { plant, push } from './plans.js';
import { withinReach } from './reach.js';

/** Requests that fail while there is no network. */
const AWAY = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|fetching the script/;

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('an officer’s day of editing, by keyboard alone', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    const keys = page.keyboard;
    await plant(page, 'soan-ngay', [
      ['phan', null, 'section', 'I', 'NHIỆM VỤ'],
      ['lop', 'phan', 'task', '1', 'Mở lớp buổi tối'],
      ['loa', 'phan', 'task', '2', 'Phát loa hằng tuần. Dán áp phích'],
      ['tong', null, 'section', 'II', 'TỔ CHỨC THỰC HIỆN'],
    ]);
    await begin(page, 'soan-ngay');
    await tabTo(page, '#muc-phan');

    // To the second row by its arrow, open it, write behind it.
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await keys.press('End');
    await keys.type(' cho người cao tuổi');
    await keys.press('Enter');
    await keys.type('Cấp sổ tay');
    await told(page, [
      [1, 'NHIỆM VỤ'],
      [2, 'Mở lớp buổi tối cho người cao tuổi'],
      [2, 'Cấp sổ tay'],
      [2, 'Phát loa hằng tuần. Dán áp phích'],
      [1, 'TỔ CHỨC THỰC HIỆN'],
    ]);

    // Down through the rows, and the sentence in two at the cursor.
    await keys.press('ArrowDown');
    await keys.press('Home');
    for (let n = 0; n < 'Phát loa hằng tuần.'.length; n += 1) await keys.press('ArrowRight');
    await keys.press('Enter');
    await told(page, [
      [1, 'NHIỆM VỤ'],
      [2, 'Mở lớp buổi tối cho người cao tuổi'],
      [2, 'Cấp sổ tay'],
      [2, 'Phát loa hằng tuần.'],
      [2, 'Dán áp phích'],
      [1, 'TỔ CHỨC THỰC HIỆN'],
    ]);
    // In, up, out again, and joined to the one above.
    await keys.press('Tab');
    await told(page, [[1], [2], [2], [2], [3, 'Dán áp phích'], [1]]);
    await keys.press('Shift+Tab');
    await keys.press('Alt+ArrowUp');
    await told(page, [[1], [2], [2, 'Cấp sổ tay'], [2, 'Dán áp phích'], [2, 'Phát loa hằng tuần.'], [1]]);
    await keys.press('Home');
    await keys.press('Backspace');
    await told(page, [[1], [2], [2, 'Cấp sổ tay Dán áp phích'], [2, 'Phát loa hằng tuần.'], [1]]);
    // The cursor stands at the joint.
    await keys.type('và ');
    await told(page, [[1], [2], [2, 'Cấp sổ tay và Dán áp phích'], [2], [1]]);

    // What was typed, the joining and the moving are taken back, and one of them done again.
    await keys.press('Control+z');
    await keys.press('Control+z');
    await told(page, [[1], [2], [2, 'Cấp sổ tay'], [2, 'Dán áp phích'], [2, 'Phát loa hằng tuần.'], [1]]);
    await keys.press('Control+Shift+z');
    await told(page, [[1], [2], [2, 'Cấp sổ tay Dán áp phích'], [2, 'Phát loa hằng tuần.'], [1]]);

    // A time as people write it, and how it is understood.
    await keys.press('Alt+Enter');
    await tabTo(page, '#sua-time');
    await keys.type('trước tháng 6/2026');
    await page.getByText('Hiểu là: trước 01/06/2026.').waitFor();
    await keys.press('Tab');
    await keys.type('Phòng Văn hóa - Xã hội');
    await keys.press('Tab');
    const row = page.locator('.edit-row--open');
    await row.getByText('Chủ trì: Phòng Văn hóa - Xã hội · Thời gian: trước tháng 6/2026').waitFor();

    // Numbers by the rule.
    await tabTo(page, 'button:text-is("I. → 1. → a)")');
    await keys.press('Enter');
    const labels = page.locator('.edit-row .plan-label');
    assert.deepEqual(await texts(labels), ['I.', '1.', '2.', '3.', 'II.']);

    // All of it is on the server, and still there when the page is opened again.
    await sent(page);
    const kept = await outline(page);
    await page.reload();
    await ready(page);
    assert.deepEqual(await outline(page), kept);
    await page.getByRole('button', { name: 'Hoàn tác' }).press('Enter');
    await told(page, kept);
    assert.deepEqual(await texts(labels), ['I.', '1.', '2.', 'II.']);
  }));

test('a signed plan is read only until an amendment is begun, and the leader signs it', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await openReady(page, '/ke-hoach/kh-thanh-lam');
    await page.getByRole('link', { name: 'Soạn' }).press('Enter');
    await page.getByRole('heading', { name: 'Đã ký ban hành' }).waitFor();
    await page.getByText('Đang ở bước chỉ đọc.').waitFor();
    assert.equal(await page.locator('button.edit-row__text').count(), 0);
    await page.getByRole('button', { name: 'Mở sửa đổi, bổ sung…' }).press('Enter');
    await page.locator('#buoc-dau:focus').waitFor();
    await page.keyboard.type('Thêm lớp cho hợp tác xã.');
    await page.getByRole('button', { name: 'Mở sửa đổi, bổ sung', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Đang sửa đổi, bổ sung' }).waitFor();
    await page.getByText('Lý do: Thêm lớp cho hợp tác xã.').waitFor();

    const first = page.locator('.edit-row--task .edit-row__text').first();
    const words = await first.innerText();
    await first.press('Enter');
    await page.keyboard.type(' Có lớp cho hợp tác xã.');
    await page.keyboard.press('Escape');
    await page.getByText(`${words} Có lớp cho hợp tác xã.`).waitFor();
    await page.getByRole('button', { name: 'Trình ký' }).press('Enter');
    await page.getByRole('heading', { name: 'Đang trình ký bản sửa đổi' }).waitFor();
    assert.equal(await page.locator('button.edit-row__text').count(), 0);
    await sent(page);

    await world.visit({ as: 'lanhdao.xa', viewport: PHONE }, async (leader) => {
      await begin(leader, 'kh-thanh-lam');
      await leader.getByRole('button', { name: 'Ký bản sửa đổi…' }).press('Enter');
      await leader.getByLabel('Số, ký hiệu văn bản sửa đổi').fill('41/QĐ-UBND');
      await leader.getByLabel('Ngày ký').fill('2026-11-20');
      await leader.getByLabel('Người ký').fill('Trần Đình Quang');
      await leader.getByRole('button', { name: 'Ký bản sửa đổi, bổ sung' }).press('Enter');
      await leader.getByRole('heading', { name: 'Đã ký ban hành' }).waitFor();
      await sent(leader);
    });
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByRole('heading', { name: 'Đã ký ban hành' }).waitFor();
  }));

test('an amendment begun by mistake is dropped, and what it changed is taken back when one says so', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    const button = (name) => page.getByRole('button', { name, exact: true });
    const amend = async () => {
      await button('Mở sửa đổi, bổ sung…').click();
      await page.getByLabel('Lý do').fill('Bấm nhầm.');
      await button('Mở sửa đổi, bổ sung').click();
      await page.getByRole('heading', { name: 'Đang sửa đổi, bổ sung' }).waitFor();
    };
    await begin(page, 'kh-thanh-lam');
    const before = await outline(page);
    await amend();
    await button('Bỏ đợt sửa đổi…').click();
    await page.getByText('Đợt sửa đổi này chưa thay đổi gì.').waitFor();
    await button('Bỏ đợt sửa đổi, bổ sung').click();
    await page.getByRole('heading', { name: 'Đã ký ban hành' }).waitFor();

    await amend();
    const first = page.locator('.edit-row--task .edit-row__text').first();
    await first.click();
    await page.keyboard.type(' Viết nhầm.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Thêm nhầm');
    await page.keyboard.press('Escape');
    await button('Bỏ đợt sửa đổi…').click();
    await page.getByText('Đợt sửa đổi này đã thay đổi 2 chỗ').waitFor();
    await withinReach(page);
    await button('Bỏ đợt sửa đổi, bổ sung').click();
    assert.equal(await page.getByRole('heading', { name: 'Đang sửa đổi, bổ sung' }).count(), 1, 'not without a word');
    await page.getByLabel('Tôi đồng ý bỏ các thay đổi này').check();
    await button('Bỏ đợt sửa đổi, bổ sung').click();
    await page.getByRole('heading', { name: 'Đã ký ban hành' }).waitFor();
    assert.deepEqual(await outline(page), before);
    await sent(page);
    assert.equal(await page.getByText('bị trả lại').count(), 0);
  }));

test('what was withdrawn is listed, and comes back with all that stood under it', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await plant(page, 'soan-bo', [
      ['b1', null, 'section', 'I', 'NHIỆM VỤ'],
      ['b2', 'b1', 'task', '1', 'Mở lớp'],
      ['b3', null, 'section', 'II', 'KINH PHÍ'],
    ]);
    await begin(page, 'soan-bo');
    await page.locator('#muc-b1').click();
    await page.getByRole('button', { name: 'Bỏ mục' }).click();
    await told(page, [[1, 'KINH PHÍ']]);
    await page.getByText('Đã bỏ (2)').click();
    await page.getByRole('button', { name: 'Khôi phục: I. NHIỆM VỤ' }).click();
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Mở lớp'], [1, 'KINH PHÍ']]);
    // What it is can be changed, and what it said comes back with it.
    await page.locator('#muc-b2').click();
    await page.getByRole('button', { name: /^Loại mục, số thứ tự/ }).click();
    await page.getByLabel('Loại mục').selectOption('target');
    await page.getByLabel('Con số').fill('80');
    await page.getByLabel('Đơn vị tính').fill('%');
    await page.getByLabel('Năm').fill('2026');
    await page.getByLabel('Năm').blur();
    await page.locator('.edit-row--target').getByText('80 %, năm 2026').waitFor();
    await withinReach(page);
  }));

test('a heading that was withdrawn while somebody wrote under it can be restored where it stands', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await plant(page, 'soan-duoi', [
      ['u1', null, 'section', 'I', 'NHIỆM VỤ'],
      ['u2', 'u1', 'task', '1', 'Mở lớp'],
    ]);
    await begin(page, 'soan-duoi');
    await page.locator('#muc-u1').click();
    await page.getByRole('button', { name: 'Bỏ mục' }).click();
    await sent(page);
    const node = { id: 'u3', plan: 'soan-duoi', parent: 'u1', position: 9, label: '2', text: 'Phát loa', kind: 'task' };
    await push(page, { kind: 'node_added', node });
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText('Đã bỏ, nhưng bên dưới còn mục chưa bỏ').waitFor();
    await withinReach(page);
    await page.getByRole('button', { name: 'Khôi phục: NHIỆM VỤ' }).click();
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Mở lớp'], [2, 'Phát loa']]);
  }));

test('lines that are pasted become rows, and one step takes them all back', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await plant(page, 'soan-dan', [
      ['d1', null, 'section', 'I', 'NHIỆM VỤ'],
      ['d2', 'd1', 'task', '1', 'Mở lớp. Dán áp phích'],
    ]);
    await begin(page, 'soan-dan');
    await page.locator('#muc-d2').click();
    await page.keyboard.press('Home');
    for (let n = 0; n < 'Mở lớp.'.length; n += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.insertText(' Buổi tối.\n\n  Phát loa \nCấp sổ tay.');
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Mở lớp. Buổi tối.'], [2, 'Phát loa'], [2, 'Cấp sổ tay. Dán áp phích']]);
    await page.keyboard.type('!');
    await page.keyboard.press('Escape');
    await page.getByText('Cấp sổ tay. Dán áp phích!').waitFor();
    for (let n = 0; n < 2; n += 1) await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Mở lớp. Dán áp phích']]);
  }));

test('rows are dragged by mouse and by finger, with a line that says where they go', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await plant(page, 'soan-keo', [
      ['k1', null, 'section', 'I', 'NHIỆM VỤ'],
      ['k2', 'k1', 'task', '1', 'Mở lớp'],
      ['k3', 'k1', 'task', '2', 'Phát loa'],
      ['k4', null, 'section', 'II', 'KINH PHÍ'],
    ]);
    await begin(page, 'soan-keo');
    const centre = async (selector) => {
      const { x, y, width, height } = await page.locator(selector).boundingBox();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const grip = (node) => `.edit-row:has(#muc-${node}) .edit-row__grip`;
    const line = page.locator('[data-drop], [data-drop-behind]');

    // Up, past its sibling.
    const from = await centre(grip('k3'));
    const to = await centre('#muc-k2');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, to.y - 4, { steps: 5 });
    assert.equal(await line.getAttribute('data-drop'), '1');
    await page.mouse.up();
    assert.equal(await line.count(), 0);
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Phát loa'], [2, 'Mở lớp'], [1, 'KINH PHÍ']]);

    // Let go elsewhere it stays where it is.
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, 5, { steps: 5 });
    await page.mouse.up();
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Phát loa'], [2, 'Mở lớp'], [1, 'KINH PHÍ']]);

    // By finger, behind the last one and a level deeper.
    await page.setViewportSize(PHONE);
    const cdp = await page.context().newCDPSession(page);
    await page.locator(grip('k2')).evaluate((grip) => grip.scrollIntoView({ block: 'center' }));
    const start = await centre(grip('k2'));
    const end = await centre('#muc-k4');
    const touch = (type, ...touchPoints) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', start);
    for (let n = 1; n <= 5; n += 1) {
      await touch('touchMove', { x: start.x, y: start.y + ((end.y + 6 - start.y) * n) / 5 });
    }
    assert.equal(await line.getAttribute('data-drop-behind'), '1');
    await touch('touchEnd');
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Phát loa'], [1, 'KINH PHÍ'], [2, 'Mở lớp']]);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await told(page, [[1, 'NHIỆM VỤ'], [2, 'Phát loa'], [2, 'Mở lớp'], [1, 'KINH PHÍ']]);
    await withinReach(page);
  }));

test('whoever else is at a plan is seen there, and not without a network', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected: AWAY }, async (page) => {
    await plant(page, 'soan-cung', [['c1', null, 'task', '1', 'Mở lớp']]);
    await begin(page, 'soan-cung');
    await world.visit({ as: 'lanhdao.xa', viewport: PHONE, expected: AWAY }, async (leader) => {
      await openReady(leader, '/ke-hoach/soan-cung');
      await leader.getByText(/^Đang soạn kế hoạch này: /).waitFor();
      await openReady(leader, '/ke-hoach/soan-cung/soan');
      await leader.getByText(/^Đang cùng mở trang này: /).waitFor();
      await withinReach(leader);
      await page.reload();
      await page.getByText(/Đang cùng mở trang này: Trần Đình Quang \(/).waitFor();
      await leader.context().setOffline(true);
      await leader.evaluate(() => window.dispatchEvent(new Event('offline')));
      await leader.getByText(/^Đang cùng mở trang này: /).waitFor({ state: 'detached' });
    });
  }));

test('two browsers edit one plan, one without a signal: nothing is lost and both see the dispute', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE, expected: AWAY }, async (here) => {
    await plant(here, 'soan-hai', [
      ['h1', null, 'section', 'I', 'NHIỆM VỤ'],
      ['h2', 'h1', 'task', '1', 'Mở lớp'],
      ['h3', 'h1', 'task', '2', 'Phát loa'],
    ]);
    await world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected: AWAY }, async (there) => {
      for (const page of [here, there]) {
        await openKept(page, '/ke-hoach/soan-hai/soan');
        await ready(page);
      }
      await there.context().setOffline(true);

      await write(here, 'h2', 'Mở lớp tại xóm');
      await here.locator('#muc-h2').click();
      await here.keyboard.press('End');
      await here.keyboard.press('Enter');
      await here.keyboard.type('Viết ở xã');
      await here.keyboard.press('Escape');
      await sent(here);

      // Without a signal the page is opened anew, too.
      await there.reload();
      await ready(there);
      await write(there, 'h2', 'Mở lớp buổi tối');
      await there.locator('#muc-h3').click();
      await there.keyboard.press('Alt+ArrowUp');
      await there.keyboard.press('End');
      await there.keyboard.press('Enter');
      await there.keyboard.type('Viết ở xóm');
      await there.keyboard.press('Escape');
      await there.context().setOffline(false);
      await there.evaluate(() => window.dispatchEvent(new Event('online')));
      await sent(there);
      await here.evaluate(() => window.dispatchEvent(new Event('online')));

      for (const page of [here, there]) {
        await page.getByRole('heading', { name: '1 chỗ cần thống nhất' }).waitFor();
        const claims = await texts(page.locator('.edit-claim__words'));
        assert.deepEqual(claims.toSorted(), ['Mở lớp buổi tối', 'Mở lớp tại xóm']);
      }
      await withinReach(there);
      const both = await outline(here);
      assert.deepEqual(await outline(there), both);
      const words = both.map(([, text]) => text).toSorted();
      assert.deepEqual(words, ['Mở lớp buổi tối', 'NHIỆM VỤ', 'Phát loa', 'Viết ở xã', 'Viết ở xóm']);

      // One chooses, and both are of one mind.
      const chosen = here.locator('.edit-claim', { hasText: 'Mở lớp tại xóm' });
      await chosen.getByRole('button').click();
      await here.getByRole('heading', { name: /cần thống nhất$/ }).waitFor({ state: 'detached' });
      await sent(here);
      await there.evaluate(() => window.dispatchEvent(new Event('online')));
      await there.getByRole('heading', { name: /cần thống nhất$/ }).waitFor({ state: 'detached' });
      await there.getByText('Mở lớp tại xóm').waitFor();
      assert.deepEqual(await outline(there), await outline(here));
    });
  }));

async function begin(page, plan) {
  await openReady(page, `/ke-hoach/${plan}/soan`);
  await ready(page);
}

/** Until the phone holds the plan, so that one can write. */
async function ready(page) {
  await page.getByText(/Đã lưu trên máy\.|Đang ở bước chỉ đọc\./).waitFor();
}

async function write(page, node, words) {
  await page.locator(`#muc-${node}`).click();
  await page.locator('#sua-chu').fill(words);
  await page.keyboard.press('Escape');
}

/** As somebody without a mouse gets there. */
async function tabTo(page, selector) {
  const aim = page.locator(selector).first();
  for (let n = 0; n < 60; n += 1) {
    if (await aim.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

/** Level and words of each row. */
function outline(page) {
  return page.locator('.edit-row').evaluateAll((rows) =>
    rows.map((row) => {
      const field = row.querySelector('textarea[name=text]');
      const label = row.querySelector('.plan-label');
      const words = field ? field.value : row.querySelector('.edit-row__text').textContent.slice(label?.textContent.length ?? 0);
      return [Number(row.getAttribute('aria-level')), words.trim()];
    }),
  );
}

/** What one did is seen at once: the outline is not waited for. Rows without words may say anything. */
async function told(page, expected) {
  const rows = await outline(page);
  const seen = rows.map(([level, words], nth) => (expected[nth]?.length === 1 ? [level] : [level, words]));
  assert.deepEqual(seen, expected);
}

function texts(locator) {
  return locator.evaluateAll((elements) => elements.map((element) => element.textContent.trim()).filter(Boolean));
}

function sent(page) {
  return page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
}
