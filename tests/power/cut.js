// Power cuts at the server while phones send: what was acknowledged must be there afterwards.
//
// The database lies on a file system in a file, which is shut down hard in the middle of the work, as
// a power cut leaves it: what was not written through is gone. The server is stopped first, as the
// processor stops too when the power goes. Were it to run on, the shutting down itself would make
// acknowledged records go: ext4 answers an fsync that it overtakes with success, though it will never
// reach the disk. Beside it runs a control, the same program with writing through to the disk made a
// matter of words (libeatmydata): it must lose something, or the cut was none. Needs root. `node cut.js [CUTS]`; HOCVUSO_PROGRAM is the program.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CUTS = Number(process.argv[2] ?? 5);
const PROGRAM = process.env.HOCVUSO_PROGRAM ?? 'target/debug/hocvuso';
const PORT = 3901;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const CONTROL = { LD_PRELOAD: 'libeatmydata.so' };
const N_PHONES = 8;
const SENDING_MS = 1_500;

/** A file system in a file. */
class Disk {
  constructor(folder) {
    this.image = join(folder, 'disk.img');
    this.place = join(folder, 'disk');
    mkdirSync(this.place);
    run('truncate', '-s', '400M', this.image);
    run('mkfs.ext4', '-q', this.image);
    this.mount();
  }

  mount() {
    run('mount', '-o', 'loop', this.image, this.place);
  }

  /** Nothing that is only in memory reaches the disk from now on. */
  cut() {
    run('xfs_io', '-x', '-c', 'shutdown', this.place);
  }

  unmount() {
    run('umount', this.place);
  }
}

async function start(disk, environment) {
  const words = ['serve', '--demo', '--addr', `127.0.0.1:${PORT}`];
  words.push('--database-url', `sqlite:${join(disk.place, 'power.db')}`);
  const server = spawn(PROGRAM, words, { env: { ...process.env, ...environment }, stdio: 'ignore' });
  for (let n = 0; n < 600; n++) {
    const answer = await fetch(`${ORIGIN}/healthz`).catch(() => null);
    if (answer?.ok) return server;
    await pause(50);
  }
  throw new Error('the server does not start');
}

async function signIn(login) {
  const answer = await post('/api/v1/session', { login, password: 'demo-hoc-vu-so' });
  assert.ok(answer.ok, `${login} cannot sign in`);
  return answer.headers.get('set-cookie').split(';')[0];
}

function post(path, body, cookie = '') {
  const headers = { 'content-type': 'application/json', origin: ORIGIN, cookie };
  return fetch(ORIGIN + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Sends one record after the other until the server is gone; gives what was acknowledged. */
async function send(cookie, me, task, acknowledged) {
  for (;;) {
    const record = {
      id: uuid(),
      unit: me.unit.id,
      by: me.person.id,
      device: 'may-thu',
      made_at: `${Date.now()}-00000`,
      fact: { kind: 'task_updated', task, status: 'doing' },
    };
    const answer = await post('/api/v1/sync', { device: 'may-thu', limit: 0, records: [record] }, cookie).catch(() => null);
    if (!answer?.ok) return;
    const told = await answer.json().catch(() => ({ accepted: [] }));
    acknowledged.push(...told.accepted);
  }
}

/** How many acknowledged records a cut loses, of how many. */
async function cut(environment) {
  const folder = mkdtempSync(join(tmpdir(), 'hocvuso-power-'));
  const disk = new Disk(folder);
  try {
    const server = await start(disk, environment);
    const cookie = await signIn('canbo.xom');
    const me = await (await fetch(`${ORIGIN}/api/v1/me`, { headers: { cookie } })).json();
    const { rows } = await (await fetch(`${ORIGIN}/api/v1/tasks`, { headers: { cookie } })).json();
    const acknowledged = [];
    const phones = Array.from({ length: N_PHONES }, () => send(cookie, me, rows[0].task, acknowledged));
    await pause(SENDING_MS);
    server.kill('SIGSTOP');
    disk.cut();
    server.kill('SIGKILL');
    await Promise.all(phones);
    disk.unmount();
    disk.mount();
    const again = await start(disk, {});
    const there = await received();
    again.kill('SIGTERM');
    await new Promise((resolve) => again.once('exit', resolve));
    return { nLost: acknowledged.filter((id) => !there.has(id)).length, n: acknowledged.length };
  } finally {
    disk.unmount();
    rmSync(folder, { recursive: true });
  }
}

/** The ids of all that a phone of the hamlet is given. */
async function received() {
  const cookie = await signIn('canbo.xom');
  const ids = new Set();
  for (let cursor = 0, more = true; more; ) {
    const answer = await (await post('/api/v1/sync', { device: 'may-thu', cursor, records: [] }, cookie)).json();
    answer.records.forEach(({ record }) => ids.add(record.id));
    ({ cursor, more } = answer);
  }
  return ids;
}

function uuid() {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

function run(...words) {
  execFileSync(words[0], words.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
}

let nLost = 0;
let nLostInControl = 0;
for (let n = 1; n <= CUTS; n++) {
  const ours = await cut({});
  const control = await cut(CONTROL).catch((error) => ({ nLost: Infinity, n: error.message }));
  console.log(`cut ${n}: ${ours.nLost} lost of ${ours.n} acknowledged; control: ${control.nLost} of ${control.n}`);
  nLost += ours.nLost;
  nLostInControl += control.nLost;
}
assert.equal(nLost, 0, 'acknowledged records are lost');
assert.ok(nLostInControl > 0, 'the control loses nothing, so nothing was cut');
console.log(`${CUTS} cuts: nothing lost`);
