/** What is built: each target's entries, where they go, and the folders whose change makes it stale. */

/**
 * kind `node`: an ES module for Node 20, most packages external; `preload`: one CJS file for the sandbox;
 * `page`: one script without exports; `renderer`: the page with its assets. `copies`: source file to the place of its copy, seen from the target's folder.
 */
export const targets = [
  { name: 'electron', folder: 'electron', from: ['electron', 'sync', 'devices'], entries: [
    { kind: 'node', files: { main: 'electron/main.ts' } },
    { kind: 'preload', files: { preload: 'electron/preload.ts' } },
  ] },
  { name: 'renderer', folder: 'renderer', from: ['renderer', 'electron/contract', 'sync/core'], entries: [
    { kind: 'renderer', files: { index: 'renderer/index.html' } },
  ] },
  { name: 'devices', folder: 'devices', from: ['devices', 'sync'], entries: [
    { kind: 'node', files: { process: 'devices/process.ts', simulators: 'devices/simulators.ts', 'trust-worker': 'devices/chip/trust/worker.ts', 'finger-worker': 'devices/image/analysis/worker.ts', doctor: 'devices/doctor/main.ts', 'helper-sample': 'devices/fingerprint/helper/sample/main.ts', 'chip-reader': 'devices/chip/reader-program.ts' } },
  ] },
  { name: 'host', folder: 'host', from: ['build/host'], entries: [
    { kind: 'node', files: { electron: 'build/host/electron.ts', 'utility-child': 'build/host/utility-child.ts' } },
    { kind: 'page', files: { preload: 'build/host/page/preload.ts' } },
    { kind: 'page', files: { world: 'build/host/page/world.ts' } },
  ], copies: { 'build/host/package/package.json': '../node_modules/electron', 'build/host/package/index.js': '../node_modules/electron' } },
  { name: 'headquarters', folder: 'headquarters', from: ['sync'], entries: [
    { kind: 'node', files: { main: 'sync/headquarters/main.ts' } },
  ] },
  { name: 'worklist', folder: 'worklist', from: ['sync'], entries: [
    { kind: 'node', files: { worker: 'sync/worklist/worker.ts' } },
  ] },
  { name: 'seal', folder: 'seal', from: ['sync'], entries: [
    { kind: 'node', files: { 'argon2-worker': 'sync/seal/argon2-worker.ts' } },
  ] },
  { name: 'station', folder: 'station', from: ['test', 'sync', 'devices', 'electron'], entries: [
    { kind: 'node', files: { demo: 'test/station/demo.ts' } },
  ] },
  { name: 'bench', folder: 'bench', from: ['test', 'sync', 'devices', 'electron'], entries: [
    { kind: 'node', files: { main: 'test/bench/main.ts', card: 'test/bench/card.ts', 'segment-worker': 'test/bench/segment-worker.ts', 'wsq-worker': 'test/bench/wsq-worker.ts', 'uareu-replay': 'test/devices/fingerprint/uareu/replay-program.ts' } },
  ] },
];

/** What the station needs to run; the rest is asked for by name. */
export const stationTargets = ['electron', 'renderer', 'devices', 'host', 'worklist', 'seal'];
