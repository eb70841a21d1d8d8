// Being told of work: nothing of it until an operator has set a key; then it is said how it stands.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';

import axe from 'axe-core';

import { PHONE, World, openReady, program } from './harness.js';
import { openKept } from './kept.js';
import { withinReach } from './reach.js';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('without a key there is nothing of it', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE }, async (page) => {
    await openKept(page, '/');
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/push'));
    await openReady(page, '/toi');
    assert.equal((await asked).status(), 200);
    await page.getByRole('heading', { name: 'Hiển thị' }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Thông báo' }).count(), 0);
  }));

test('with a key one button begins it, and a browser that refuses is told of in words', async () => {
  const key = execFileSync(program, ['vapid'], { encoding: 'utf8' }).match(/KEY=(\S+)/)[1];
  await world.server.stop();
  world.server.options.push('--vapid-key', key, '--vapid-contact', 'mailto:quantri@example.vn');
  await world.server.start();
  await world.visit({ as: 'canbo.xom', viewport: PHONE }, async (page) => {
    await page.context().grantPermissions(['notifications'], { origin: world.server.origin });
    await openKept(page, '/');
    await openReady(page, '/toi');
    const begin = page.getByRole('button', { name: 'Nhận thông báo trên máy này' });
    await begin.waitFor();
    await withinReach(page);
    // This browser has no push service.
    await page.evaluate(() => {
      PushManager.prototype.subscribe = () => Promise.reject(new Error('no push service'));
    });
    await begin.click();
    await page.getByText('Chưa bật được thông báo.').waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run('.push'));
    assert.deepEqual(violations.map((it) => it.id), []);
    // One that has: its word is what the server keeps.
    await page.evaluate(() => {
      const word = {
        endpoint: 'https://push.example.org/may-1',
        keys: {
          p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
          auth: 'BTBZMqHH6r4Tts7J_aSIgg',
        },
      };
      PushManager.prototype.subscribe = async () => word;
    });
    await begin.click();
    await page.getByText('Máy này đang nhận thông báo.').waitFor();
    await page.getByRole('button', { name: 'Thôi nhận trên máy này' }).click();
    await begin.waitFor();
  });
});
