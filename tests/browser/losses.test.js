// How offline work has been lost in other systems: the ways that lead through the browser itself.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { World, openReady } from './harness.js';

const OFFICER = 'canbo.xom';
const TASK = 'kh-thanh-lam-nv-1.4';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('the browser is asked not to clear the store when it is short of space', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await page.addInitScript(() => {
      navigator.storage.persist = async () => (window.wasAskedToPersist = true);
    });
    await openReady(page, `/nhiem-vu/${TASK}`);
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    const sent = page.waitForResponse('**/api/v1/sync');
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await sent;
    assert.ok(await page.evaluate(() => window.wasAskedToPersist));
  }));

test('what a store of the first version holds is sent by this one', () =>
  world.visit({ as: OFFICER, expected: /favicon/ }, async (page) => {
    const me = await (await page.request.get('/api/v1/me')).json();
    const note = 'Lưu bằng phiên bản đầu.';
    await page.goto('/icon.svg');
    await page.evaluate(keepAsFirstVersion, {
      about: 'Việc cũ',
      record: {
        id: '0192f1c2-0000-7000-8000-00000000abcd',
        unit: me.unit.id,
        by: me.person.id,
        device: 'may-cu',
        made_at: `${Date.now()}-00000`,
        fact: { kind: 'task_updated', task: TASK, status: 'doing', note },
      },
    });
    const sent = page.waitForResponse('**/api/v1/sync');
    await openReady(page, '/toi');
    await sent;
    const { history } = await (await page.request.get(`/api/v1/tasks/${TASK}`)).json();
    assert.equal(history.filter((event) => event.fact.note === note).length, 1);
  }));

test('what is saved while the phone fetches its last answers is sent too', () =>
  world.visit({ as: OFFICER }, async (page) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const asked = new Promise((resolve) =>
      page.route(/\/api\/v1\/map\//, async (route) => {
        resolve();
        await held;
        await route.continue();
      }),
    );
    await openReady(page, `/nhiem-vu/${TASK}`);
    await asked;
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await page.locator('.toast').first().waitFor();
    release();
    await page.getByText(/Mã [0-9A-Z]{3}-[0-9A-Z]{3} · đã gửi/).waitFor();
  }));

/** In the page: a database as the first version of the program left it. */
function keepAsFirstVersion(entry) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('hocvuso', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('outbox');
      opening.result.createObjectStore('self');
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('outbox', 'readwrite');
      writing.objectStore('outbox').put(JSON.stringify(entry), entry.record.id);
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
