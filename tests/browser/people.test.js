// A task is given to somebody in a hamlet, without a signal, and that person finds it marked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import axe from 'axe-core';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { withinReach } from './reach.js';

/** Requests that fail while there is no network. */
const AWAY = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|fetching the script/;
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('somebody of the hamlet is put in charge by keyboard, and finds the task marked', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected: AWAY }, async (page) => {
    await openKept(page, '/nhiem-vu');
    await openReady(page, TASK);
    const row = page.locator('.unit-row').filter({ hasText: 'Xóm Bến' });
    await row.getByText('Chưa giao người phụ trách').waitFor();
    await page.context().setOffline(true);
    await row.getByRole('button', { name: 'Giao người phụ trách ở Xóm Bến' }).focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('group', { name: 'Người phụ trách ở Xóm Bến' });
    await box.waitFor();
    await page.keyboard.press('Tab');
    // Those of the hamlet come first, then those of the commune.
    assert.match(await box.locator('label').first().innerText(), /^Phan Thị Hiền/);
    await page.keyboard.press('Space');
    await row.getByText('Người phụ trách: Phan Thị Hiền').waitFor();
    await withinReach(page);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run('.units'));
    assert.deepEqual(violations.map((it) => it.id), []);
    const second = box.getByRole('checkbox', { name: /^Nguyễn Thu Hà/ });
    await second.check();
    await row.getByText('Người phụ trách: Nguyễn Thu Hà, Phan Thị Hiền').waitFor();
    await second.uncheck();
    await row.getByText('Người phụ trách: Phan Thị Hiền').waitFor();
    await box.getByRole('button', { name: 'Xong' }).click();
    await box.waitFor({ state: 'detached' });
    await page.context().setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(/chưa gửi · mã/).first().waitFor({ state: 'detached' });
    await page.getByText('thôi giao Nguyễn Thu Hà phụ trách ở Xóm Bến').waitFor();

    await world.visit({ as: 'canbo.xom', viewport: PHONE }, async (hamlet) => {
      await openReady(hamlet, '/');
      const mine = hamlet.locator('.task-row').filter({ hasText: 'Giao cho tôi' });
      await mine.first().waitFor();
      await openReady(hamlet, '/nhiem-vu');
      await hamlet.getByRole('link', { name: 'Giao cho tôi' }).click();
      await hamlet.waitForURL(/cua-toi=co/);
      // Only the one task is left.
      await hamlet.locator('.task-row').nth(1).waitFor({ state: 'detached' });
      await mine.first().waitFor();
      // Pale as long as what was asked for has not been answered.
      await hamlet.locator('.tasks__result--busy').waitFor({ state: 'detached' });
      await withinReach(hamlet);
    });

    await page.setViewportSize(WIDE);
    await openReady(page, '/ke-hoach/kh-thanh-lam/bang');
    await page.getByText('Chú giải, hiện từng đơn vị').click();
    await page.getByRole('checkbox', { name: /^thôn, xóm, khối/i }).check();
    const cell = page.getByRole('gridcell', { name: 'thực hiện; người phụ trách: Phan Thị Hiền' });
    assert.equal((await cell.innerText()).trim().replace(/\s+/g, ' '), 'T Hiền');
  }));
