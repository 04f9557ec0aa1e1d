/** Electron's own binary: where it is, and fetching it when it can be, without ever keeping a person waiting for a dead line. */
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { root } from './build.mjs';

const folder = join(root, 'node_modules/electron');
const failureFile = join(root, 'out/electron-fetch-failed');
/** Milliseconds. */
const connectionWithin = 3000;
const byteWithin = 10_000;
const rememberedFor = 24 * 60 * 60 * 1000;

/** @returns {string | null} the path of the binary */
export function electronBinary() {
  const named = join(folder, 'path.txt');
  const path = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8')) : null;
  return path !== null && existsSync(path) ? path : null;
}

/**
 * @param say takes lines for the person
 * @param parts for its test: another way to fetch, another file for the failure, another clock
 * @returns {Promise<string | null>} null when it could not be fetched now, or in the last day
 */
export async function fetchElectron(say, { fetchIt = fetchAndUnpack, failure = failureFile, now = Date.now } = {}) {
  if (failedLately(failure, now())) return null;
  try {
    await fetchIt(say);
    return electronBinary();
  } catch (reason) {
    say(`Electron could not be fetched (${reason.message}); it is tried again tomorrow, or when out/electron-fetch-failed is removed.`);
    mkdirSync(dirname(failure), { recursive: true });
    writeFileSync(failure, `${new Date(now()).toISOString()}\n${reason.message}\n`);
    return null;
  }
}

function failedLately(failure, now) {
  if (!existsSync(failure)) return false;
  const at = Date.parse(readFileSync(failure, 'utf8').split('\n')[0]);
  return now - at < rememberedFor;
}

/** The package's own way, but for the download, which it would not give up. */
async function fetchAndUnpack(say) {
  const require = createRequire(join(folder, 'package.json'));
  const { downloadArtifact } = await import(require.resolve('@electron/get'));
  const { extract } = await import(require.resolve('@electron-internal/extract-zip'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const checksums = JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8'));
  const zip = await downloadArtifact({ version, artifactName: 'electron', platform: process.platform, arch: process.arch, checksums, downloader: { download: (url, path) => download(url, path, say) } });
  await extract(zip, { dir: join(folder, 'dist') });
  writeFileSync(join(folder, 'path.txt'), process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** Exported for its test. */
export async function download(url, path, say, limits = { connectionWithin, byteWithin }) {
  await reach(new URL(url), limits.connectionWithin);
  const giveUp = new AbortController();
  const stalled = () => giveUp.abort(Error(`no byte came for ${limits.byteWithin / 1000} s`));
  let timer = setTimeout(stalled, limits.byteWithin);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(stalled, limits.byteWithin);
  };
  try {
    const response = await fetch(url, { signal: giveUp.signal });
    if (!response.ok || response.body === null) throw Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let got = 0;
    let shown = 0;
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(Readable.fromWeb(response.body), async function* (chunks) {
      for await (const chunk of chunks) {
        alive();
        got += chunk.length;
        const tenth = total > 0 ? Math.floor((got / total) * 10) : 0;
        if (tenth > shown) say(`Fetching Electron: ${tenth * 10} %`);
        shown = tenth;
        yield chunk;
      }
    }, createWriteStream(path), { signal: giveUp.signal });
  } catch (mistake) {
    throw giveUp.signal.aborted ? giveUp.signal.reason : mistake;
  } finally {
    clearTimeout(timer);
  }
}

function reach({ hostname, port, protocol }, within) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === 'http:' ? 80 : 443) });
    const timer = setTimeout(() => socket.destroy(Error(`no connection in ${within / 1000} s`)), within);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.destroy();
      resolve();
    });
    socket.once('error', (mistake) => {
      clearTimeout(timer);
      reject(mistake.code === 'ENOTFOUND' || mistake.code === 'EAI_AGAIN' ? Error(`no such host: ${hostname}`) : mistake);
    });
  });
}
