// A plan's file goes in by the import page, and comes out again as it was.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PHONE, WIDE, World, openReady } from './harness.js';

const file = fileURLToPath(new URL('../data/ke-hoach.docx', import.meta.url));
const chooser = 'input[type=file]';

test('a Word file is read, confirmed, and kept beside its plan', async () => {
  const world = await World.create();
  try {
    // A sync may bring the plan before the answer to confirming it: the page then asks for its draft
    // once more, which is gone, and leaves all the same.
    const expected = /status of 404.*\/drafts\//;
    await world.visit({ as: 'chuyenvien.xa', viewport: WIDE, expected }, async (page) => {
      await openReady(page, '/ke-hoach/nhap');
      await page.locator(chooser).setInputFiles(file);
      await page.getByText('2 nhiệm vụ · 1 chỉ tiêu').waitFor();
      // Word’s own numbering is written out.
      await page.getByText('II. NHIỆM VỤ', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Xác nhận kế hoạch' }).click();
      await page.waitForURL(/\/ke-hoach\/[0-9a-f-]{36}$/);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Bản gốc' }).click(),
      ]);
      assert.deepEqual(await readFile(await download.path()), await readFile(file));
    });
  } finally {
    await world.close();
  }
});

test('a file that is no plan is refused with what to do', async () => {
  const world = await World.create();
  try {
    const expected = /status of 415/;
    await world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected }, async (page) => {
      await openReady(page, '/ke-hoach/nhap');
      const picture = Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1');
      await page.locator(chooser).setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: picture });
      await page.getByRole('alert').getByText('Đây là ảnh chụp').waitFor();
    });
  } finally {
    await world.close();
  }
});
