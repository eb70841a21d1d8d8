// Having the program on the start screen: what the browser asks for, and what people are told.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { World, lasting, openReady } from './harness.js';

const OFFICER = 'canbo.xom';
const ZALO =
  'Mozilla/5.0 (Linux; Android 11; RMX1973 Build/RKQ1.201217.002;) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Version/4.0 Chrome/142.0.7444.171 Safari/537.36 Zalo android/25112868 ZaloTheme/dark ZaloLanguage/vi';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/17.5 Mobile/15E148 Safari/604.1';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('the browser finds nothing missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hocvuso-profile-'));
  const context = await lasting(folder, world.server.origin);
  try {
    const page = await context.newPage();
    await openReady(page, '/dang-nhap');
    const browser = await context.newCDPSession(page);
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors, []);
    const { errors, data } = await browser.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    for (const address of pictures(JSON.parse(data))) {
      const answer = await page.request.get(address);
      assert.ok(answer.ok(), address);
    }
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('where the browser offers to install, a button takes the offer', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openReady(page, '/toi');
    const section = page.getByRole('region', { name: 'Cài lên máy' });
    assert.equal(await section.isVisible(), false);
    await page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true });
      offer.prompt = async () => (window.isAsked = true);
      offer.userChoice = Promise.resolve({ outcome: 'accepted' });
      window.dispatchEvent(offer);
    });
    await section.getByRole('button', { name: 'Cài Học vụ số' }).click();
    await section.waitFor({ state: 'hidden' });
    assert.ok(await page.evaluate(() => window.isAsked));
  }));

test('on an iPhone the way is described', () =>
  world.visit({ as: OFFICER, userAgent: IPHONE }, async (page) => {
    await openReady(page, '/toi');
    await page.getByText('chọn “Thêm vào MH chính”').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Cài Học vụ số' }).isVisible(), false);
  }));

test('in Zalo one is shown the way out, before and after the program has come', async () => {
  await world.visit({ userAgent: ZALO, javaScript: false }, async (page) => {
    await page.goto('/nhiem-vu?tim=mang');
    await page.getByText('Trang đang mở trong Zalo').waitFor();
  });
  await world.visit({ as: OFFICER, userAgent: ZALO }, async (page) => {
    await openReady(page, '/nhiem-vu?tim=mang');
    const note = page.getByRole('complementary', { name: 'Cách mở bằng trình duyệt' });
    assert.ok((await note.boundingBox()).y < 1);
    assert.equal(
      await note.getByRole('link', { name: 'Mở bằng Chrome' }).getAttribute('href'),
      `intent://${world.server.address}/nhiem-vu?tim=mang` +
        '#Intent;scheme=http;package=com.android.chrome;end',
    );
    await note.getByRole('button', { name: 'Để sau' }).click();
    await note.waitFor({ state: 'hidden' });
    await openReady(page, '/toi');
    assert.equal(await note.isVisible(), false);
    assert.equal(await page.getByRole('region', { name: 'Cài lên máy' }).isVisible(), false);
  });
});

test('a browser is left in peace', () =>
  world.visit({ as: OFFICER, userAgent: IPHONE }, async (page) => {
    await openReady(page, '/');
    assert.equal(await page.locator('.in-app').count(), 0);
  }));

function pictures({ icons, shortcuts }) {
  return [...icons, ...shortcuts.flatMap((shortcut) => shortcut.icons)].map(({ src }) => src);
}
