// A province of 130 communes in the place of the demo world: figures of each; where wanted boundaries, and
// hamlets in the first commune.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { signIn } from './harness.js';

export const N_COMMUNES = 130;
export const MAP = '/ban-do?chi-so=can-bo&mau=chi-tieu';
const N_COLUMNS = 12;
export const N_HAMLETS = 6;
const PASSWORD = 'do-ban-do-130-xa';
const PROGRAM = process.env.HOCVUSO_PROGRAM ?? '../../target/debug/hocvuso';

/** Who sees all of it, or its first commune. */
export const signInToProvince = (page, world) => signIn(page.context(), world.server.origin, 'do.tinh', PASSWORD);
export const signInToCommune = (page, world) => signIn(page.context(), world.server.origin, 'do.xa', PASSWORD);

/** Fills a database of its own; the server starts again with it. */
export async function makeProvince(world, { hasBoundaries = false } = {}) {
  await world.server.stop();
  await rm(join(world.server.folder, 'test.db'));
  world.server.options = [];
  const url = `sqlite:${join(world.server.folder, 'test.db')}`;
  const file = join(world.server.folder, 'units.csv');
  const place = (n) => `${n % N_COLUMNS},${Math.floor(n / N_COLUMNS)}`;
  const communes = Array.from({ length: N_COMMUNES }, (_, n) => `do-${n},do,2,xa,Xã Phú ${n},xa phu ${n},${place(n)}`);
  const hamlets = Array.from({ length: hasBoundaries ? N_HAMLETS : 0 }, (_, n) => `do-0-${n},do-0,3,,Xóm ${n},xom ${n},,`);
  const lines = ['code,parent,level,type,name,ascii,column,row', 'do,,1,tinh,Đo,do,,', ...communes, ...hamlets];
  await writeFile(file, lines.join('\n'));
  const run = (words, input) => execFileSync(PROGRAM, [...words, '--database-url', url], { input });
  run(['import-units', file]);
  if (hasBoundaries) {
    const shapes = join(world.server.folder, 'shapes.geojson');
    await writeFile(shapes, JSON.stringify(boundaries()));
    run(['import-boundaries', shapes, '--key', 'ma_xa']);
  }
  const person = ['add-person', '--role', 'officer', '--name', 'Người đo', '--password-stdin'];
  run([...person, '--login', 'do.tinh', '--unit', 'do'], `${PASSWORD}\n`);
  run([...person, '--login', 'do.xa', '--unit', 'do-0'], `${PASSWORD}\n`);
  await world.server.start();
  await world.visit({ expected: /./ }, async (page) => {
    await signInToProvince(page, world);
    const ask = async (path) => (await page.request.get(path)).json();
    const me = await ask('/api/v1/me');
    const units = (await ask('/api/v1/units')).filter(({ kind }) => kind === 'commune');
    const records = units.map(({ id }, n) => figure(me.person?.id ?? me.id, id, n));
    const answer = await page.request.post('/api/v1/sync', {
      data: { device: 'may-do', cursor: 0, records },
      headers: { origin: world.server.origin },
    });
    const { accepted, refused } = await answer.json();
    assert.equal(accepted?.length, N_COMMUNES, JSON.stringify(refused?.[0]));
  });
}

function figure(by, unit, n) {
  return {
    id: uuid(),
    unit,
    by,
    device: 'may-do',
    made_at: `${Date.now()}-${String(n).padStart(5, '0')}`,
    fact: {
      kind: 'figure_reported',
      indicator: 'can-bo',
      as_of: new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10),
      numerator: 30 + ((n * 37) % 70),
      denominator: 100,
      grade: ['self_reported', 'counted', 'confirmed'][n % 3],
    },
  };
}

/** Crooked neighbours, finely drawn: the points of a border are the same for both. */
function boundaries() {
  const bend = (x, y) => [
    105 + 0.1 * x + 0.02 * Math.sin(2 * x + 3 * y) + 0.001 * Math.sin(41 * x + 37 * y),
    18 - 0.1 * y + 0.02 * Math.sin(3 * x - 2 * y) + 0.001 * Math.sin(43 * x - 31 * y),
  ];
  const side = (from, to) =>
    Array.from({ length: 100 }, (_, n) => bend(from[0] + ((to[0] - from[0]) * n) / 100, from[1] + ((to[1] - from[1]) * n) / 100));
  const feature = (code, x, y, size) => {
    const corners = [[x, y], [x, y + size], [x + size, y + size], [x + size, y], [x, y]];
    const ring = corners.slice(1).flatMap((corner, n) => side(corners[n], corner));
    const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
    return { type: 'Feature', properties: { ma_xa: code }, geometry };
  };
  const row = (n, columns) => [n % columns, Math.floor(n / columns)];
  const communes = Array.from({ length: N_COMMUNES }, (_, n) => feature(`do-${n}`, ...row(n, N_COLUMNS), 1));
  const hamlets = Array.from({ length: N_HAMLETS }, (_, n) => feature(`do-0-${n}`, ...row(n, 3).map((at) => at / 3), 1 / 3));
  return { type: 'FeatureCollection', features: [...communes, ...hamlets] };
}

/** As a server compresses in passing. */
export async function compressedSize(page, address) {
  const body = await (await page.request.get(address)).body();
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

/** Version 7, made now. */
function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = bytes.toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
