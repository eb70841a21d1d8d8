// Somebody is named in a comment, by keyboard and without a signal, and finds it on today's page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { withinReach } from './reach.js';

/** Requests that fail while there is no network. */
const AWAY = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|fetching the script/;

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('whoever is named in a comment is told until they have opened it', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected: AWAY }, async (page) => {
    await openKept(page, '/nhiem-vu');
    await page.locator('.task-row__link').first().click();
    const box = page.getByLabel('Góp ý, trao đổi');
    await page.getByRole('button', { name: 'Gửi góp ý' }).waitFor();
    await page.context().setOffline(true);
    await box.focus();
    await page.keyboard.type('Nhờ anh @quang');
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.match(await options.first().innerText(), /^Trần Đình Quang/);
    assert.equal(await box.getAttribute('aria-activedescendant'), 'nhac-ten-0');
    await withinReach(page);
    await page.keyboard.press('Escape');
    await options.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Backspace');
    await options.first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('cho ý kiến.');
    assert.equal(await box.inputValue(), 'Nhờ anh @Trần Đình Quang cho ý kiến.');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByText(/Đã lưu góp ý/).waitFor();
    await page.context().setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(/chưa gửi · mã/).waitFor({ state: 'detached' });

    await world.visit({ as: 'lanhdao.xa', viewport: PHONE }, async (leader) => {
      await openReady(leader, '/');
      const named = leader.getByRole('region', { name: /Được nhắc tên/ });
      const mine = named.getByRole('listitem').filter({ hasText: 'Nhờ anh @Trần Đình Quang cho ý kiến.' });
      await mine.waitFor();
      await withinReach(leader);
      await mine.getByRole('link').click();
      await leader.getByRole('button', { name: 'Gửi góp ý' }).waitFor();
      await leader.getByText('Nhờ anh @Trần Đình Quang cho ý kiến.').waitFor();
      await leader.goBack();
      await leader.getByRole('heading', { name: 'Hôm nay' }).waitFor();
      await named.waitFor();
      assert.equal(await mine.count(), 0);
    });
  }));
