// Firefox and WebKit by the commands of WebDriver, which both understand without another program's
// help: Firefox takes them over a socket of its own, WebKit by HTTP from the driver that comes with it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from './harness.js';

/** A script for `until`: the page can be opened without a server from now on. */
export const KEPT = "return navigator.serviceWorker.controller?.state === 'activated'";

const LIMIT_MS = 20_000;
/** What a browser calls an element in its answers. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Neither browser tells its driver what went wrong in a page. */
const LISTEN = `
  const note = (words) => {
    const complaints = JSON.parse(sessionStorage.complaints ?? '[]');
    sessionStorage.complaints = JSON.stringify([...complaints, String(words)]);
  };
  addEventListener('error', ({ message }) => note(message));
  addEventListener('unhandledrejection', ({ reason }) => note(reason));
  console.error = note;`;

/** A window, whichever browser it is of. */
class Window {
  constructor(send) {
    this.send = send;
  }

  async open(address) {
    await this.send('open', { url: address });
    await this.until('the page is live', "return document.documentElement.dataset.ready === ''");
    await this.run(LISTEN);
  }

  run(script, ...args) {
    return this.send('run', { script, args });
  }

  /** Waits until the script, which runs in the page, answers with anything but nothing; gives that. */
  async until(what, script, ...args) {
    let last;
    const told = await until(async () => {
      // Between two pages there is nothing to run a script in.
      last = await this.run(script, ...args).catch((error) => ({ error }));
      return last?.error ? null : last;
    });
    assert.ok(told, `waited in vain until ${what}: ${last?.error ?? (await this.words())}`);
    return told;
  }

  seen(selector, words) {
    const script = `return [...document.querySelectorAll(arguments[0])]
      .some((element) => element.textContent.includes(arguments[1]))`;
    return this.until(`“${words}” is in ${selector}`, script, selector, words);
  }

  async click(selector) {
    await this.send('click', { id: await this.#element(selector) });
  }

  async type(selector, text) {
    await this.send('type', { id: await this.#element(selector), text });
  }

  /** What the server says to the person who is signed in here, not the page. */
  ask(address) {
    const script = `const [address] = arguments;
      window.told ??= {};
      if (!(address in window.told)) {
        window.told[address] = null;
        fetch(address).then((answer) => answer.json()).then((told) => (window.told[address] = told));
      }
      return window.told[address]`;
    return this.until(`the server answers ${address}`, script, address);
  }

  words() {
    return this.run('return location.pathname + "\\n" + document.body.innerText.slice(0, 2000)');
  }

  /** What went wrong in the pages since they were opened. */
  complaints() {
    return this.run("return JSON.parse(sessionStorage.complaints ?? '[]')");
  }

  async #element(selector) {
    await this.until(`there is ${selector}`, 'return document.querySelector(arguments[0]) !== null', selector);
    const found = await this.send('find', { using: 'css selector', value: selector });
    return found[ELEMENT];
  }
}

/** Firefox with a profile that outlives it. */
export class Firefox {
  static path = firstThere([process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox']);

  static async start(folder) {
    const profile = join(folder, 'profile');
    await mkdir(profile, { recursive: true });
    await writeFile(join(profile, 'user.js'), PREFERENCES);
    const log = join(folder, 'firefox.log');
    const words = ['--headless', '--marionette', '--no-remote', '--profile', profile];
    const child = await spawnLogged(Firefox.path, words, log, { HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' });
    const port = join(profile, 'MarionetteActivePort');
    const told = await until(() => readFile(port, 'utf8').catch(() => ''));
    if (!told) child.kill();
    assert.ok(told, `Firefox did not start:\n${await readFile(log, 'utf8')}`);
    const marionette = await Marionette.connect(Number(told));
    await marionette.send('WebDriver:NewSession', {});
    return new Firefox(child, marionette);
  }

  constructor(child, marionette) {
    this.child = child;
    this.marionette = marionette;
    this.window = new Window((word, body) => marionette.send(FIREFOX_WORDS[word], body));
  }

  /** As when somebody closes it: what it has written is on the disk. */
  async close() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    await this.marionette.send('Marionette:Quit', { flags: ['eAttemptQuit'] });
    await ended;
    this.marionette.close();
  }
}

const FIREFOX_WORDS = {
  open: 'WebDriver:Navigate',
  run: 'WebDriver:ExecuteScript',
  find: 'WebDriver:FindElement',
  click: 'WebDriver:ElementClick',
  type: 'WebDriver:ElementSendKeys',
};

/** Nothing is fetched but what pages ask for. */
const PREFERENCES = Object.entries({
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.update.enabled': false,
  'marionette.port': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
})
  .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  .join('');

/** Firefox's own socket: messages with their length in front, answers by number. */
class Marionette {
  static async connect(port) {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Marionette(socket);
  }

  constructor(socket) {
    this.socket = socket;
    this.asked = new Map();
    this.nAsked = 0;
    this.come = Buffer.alloc(0);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', () => {});
    socket.on('close', () => this.asked.forEach(([, reject]) => reject(new Error('Firefox is gone'))));
  }

  send(name, body) {
    const number = (this.nAsked += 1);
    const message = Buffer.from(JSON.stringify([0, number, name, body]));
    this.socket.write(`${message.length}:`);
    this.socket.write(message);
    return new Promise((resolve, reject) => this.asked.set(number, [resolve, reject]));
  }

  close() {
    this.socket.destroy();
  }

  #take(bytes) {
    this.come = Buffer.concat([this.come, bytes]);
    for (;;) {
      const colon = this.come.indexOf(':');
      const end = colon + 1 + Number(this.come.subarray(0, colon));
      if (colon < 0 || this.come.length < end) return;
      const message = JSON.parse(this.come.subarray(colon + 1, end));
      this.come = this.come.subarray(end);
      // The first one is a greeting and answers nothing.
      if (Array.isArray(message)) this.#settle(message);
    }
  }

  #settle([, number, error, result]) {
    const [resolve, reject] = this.asked.get(number);
    this.asked.delete(number);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(result.value);
  }
}

/** WebKit as GTK has it, on a screen that nobody sees. */
export class WebKit {
  static driver = firstThere(['/usr/bin/WebKitWebDriver']);
  static browser = firstThere([
    '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
  ]);
  static screen = firstThere(['/usr/bin/Xvfb']);

  static async start(folder) {
    const log = join(folder, 'webkit.log');
    const screen = spawn(WebKit.screen, ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '800x900x24'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise((resolve) => screen.stdio[3].once('data', (bytes) => resolve(`${bytes}`.trim())));
    const port = await freePort();
    const driver = await spawnLogged(WebKit.driver, [`--port=${port}`], log, { HOME: folder, DISPLAY: `:${number}` });
    const webkit = new WebKit(screen, driver, `http://127.0.0.1:${port}`);
    assert.ok(await until(() => fetch(`${webkit.origin}/status`).catch(() => null)), 'WebKit’s driver did not start');
    const options = { binary: WebKit.browser, args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    const { sessionId } = await webkit.ask('POST', '/session', { capabilities });
    webkit.session = `/session/${sessionId}`;
    return webkit;
  }

  constructor(screen, driver, origin) {
    this.screen = screen;
    this.driver = driver;
    this.origin = origin;
    this.window = new Window((word, body) => this.ask('POST', this.session + WEBKIT_WORDS[word](body), body));
  }

  async ask(method, path, body) {
    const answer = await fetch(this.origin + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  async close() {
    if (this.session) await this.ask('DELETE', this.session);
    for (const child of [this.driver, this.screen]) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    }
  }
}

const WEBKIT_WORDS = {
  open: () => '/url',
  run: () => '/execute/sync',
  find: () => '/element',
  click: ({ id }) => `/element/${id}/click`,
  type: ({ id }) => `/element/${id}/value`,
};

/** By the page itself, as people do. */
export async function signIn(page, origin, login) {
  await page.open(`${origin}/dang-nhap`);
  await page.type('#login', login);
  await page.type('#password', 'demo-hoc-vu-so');
  await page.click('.sign-in__form button');
  await page.seen('h1', 'Hôm nay');
}

function firstThere(paths) {
  return paths.find((path) => path && existsSync(path));
}

async function spawnLogged(path, words, log, environment) {
  const file = await open(log, 'a');
  const child = spawn(path, words, {
    stdio: ['ignore', file.fd, file.fd],
    env: { ...process.env, ...environment },
  });
  await file.close();
  return child;
}

/** Asks until the answer is something, and gives it; nothing once the time is over. */
async function until(ask) {
  const limit = Date.now() + LIMIT_MS;
  for (;;) {
    const told = await ask();
    if (told || Date.now() > limit) return told;
    await pause(30);
  }
}
