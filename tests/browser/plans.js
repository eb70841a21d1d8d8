// Plans for stories and measurements, put in as an officer's phone would send them.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

/** A draft of the main commune; each row is id, parent, kind, label and text. */
export async function plant(page, plan, rows) {
  const nodes = rows.map(([id, parent, kind, label, text], position) => ({ id, plan, parent, position, label, text, kind }));
  const fact = { kind: 'plan_created', plan: { id: plan, unit: 'D101', title: 'Kế hoạch mở lớp kỹ năng số' }, nodes };
  await push(page, fact);
}

/** What the officer does on another phone meanwhile. */
export async function push(page, fact) {
  const record = { id: uuid(), unit: 'D101', by: 'p-chuyenvien-xa', device: 'may-khac', made_at: `${Date.now()}-00000`, fact };
  const answer = await page.request.post('/api/v1/sync', {
    data: { device: 'may-khac', cursor: 0, limit: 0, records: [record] },
  });
  const { accepted, refused } = await answer.json();
  assert.equal(accepted?.length, 1, JSON.stringify(refused));
}

export function uuid() {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
