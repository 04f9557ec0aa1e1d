/**
 * A disk in memory that dies at a chosen operation, and shows afterwards what a kill or a power cut would have left:
 * after a kill all that was done, after a power cut only what was synced, names included.
 */
import { dirname, basename } from 'node:path';

import type { Disk } from '../../../sync/outbox/disk.js';

type Node = File | Folder;
interface File {
  bytes: Uint8Array;
  synced: Uint8Array;
}
interface Folder {
  readonly names: Map<string, Node>;
  synced: Map<string, Node>;
}

export interface MemoryDisk extends Disk {
  readonly operations: () => number;
  /** The n-th operation from now on, 1 and up, fails half done, and so do all after it. */
  readonly dieAt: (operation: number) => void;
  /** From now on the n-th write fails with the error, once or always; later ones work again where once. */
  readonly failWith: (code: string, from: number, count: number) => void;
  /** A disk with what is left. */
  readonly afterKill: () => MemoryDisk;
  readonly afterPowerCut: () => MemoryDisk;
  readonly flip: (file: string, at: number) => void;
  readonly files: () => readonly string[];
}

export function memoryDisk(root: Folder = folder()): MemoryDisk {
  let count = 0;
  let death = Infinity;
  let failing = { code: '', from: Infinity, to: Infinity };

  function find(path: string): Node | undefined {
    let node: Node | undefined = root;
    for (const name of path.split('/').filter((one) => one !== '')) node = isFolder(node) ? node.names.get(name) : undefined;
    return node;
  }
  function folderAt(path: string): Folder {
    const node = find(path);
    if (node === undefined || !isFolder(node)) throw failure('ENOENT', path);
    return node;
  }
  function fileAt(path: string): File {
    const node = find(path);
    if (node === undefined || isFolder(node)) throw failure('ENOENT', path);
    return node;
  }
  /** `half` is what a death in the middle of the operation leaves. */
  function change(whole: () => void, half?: () => void): Promise<void> {
    count += 1;
    if (count >= failing.from && count < failing.to) {
      half?.();
      return Promise.reject(failure(failing.code, 'write'));
    }
    if (count === death) half?.();
    if (count >= death) return Promise.reject(failure('EIO', 'dead'));
    try {
      whole();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }
  function set(path: string, node: Node): void {
    folderAt(dirname(path)).names.set(basename(path), node);
  }

  return {
    write: (path, bytes) => change(
      () => set(path, { bytes: bytes.slice(), synced: bytes.slice() }),
      () => set(path, { bytes: bytes.slice(0, bytes.length / 2), synced: new Uint8Array(0) }),
    ),
    lay: async (path, bytes) => {
      await change(
        () => set(path, { bytes: bytes.slice(), synced: new Uint8Array(0) }),
        () => set(path, { bytes: bytes.slice(0, bytes.length / 2), synced: new Uint8Array(0) }),
      );
      const file = fileAt(path);
      return () => change(
        () => {
          file.synced = file.bytes;
        },
        () => {
          // The length may be on the disk before the bytes are.
          file.synced = new Uint8Array(file.bytes.length);
        },
      );
    },
    append: (path, bytes) => change(
      () => {
        const node = find(path);
        if (node === undefined) return set(path, { bytes: bytes.slice(), synced: bytes.slice() });
        const file = fileAt(path);
        file.bytes = join(file.bytes, bytes);
        file.synced = file.bytes;
      },
      () => {
        const file = fileAt(path);
        file.bytes = join(file.bytes, bytes.slice(0, bytes.length / 2));
        // The length may be on the disk before the bytes are.
        file.synced = join(file.synced, new Uint8Array(bytes.length));
      },
    ),
    overwrite: (path, bytes) => change(() => {
      const file = fileAt(path);
      file.bytes = join(bytes, file.bytes.slice(bytes.length));
      file.synced = file.bytes;
    }),
    truncate: (path, size) => change(() => {
      const file = fileAt(path);
      file.bytes = file.bytes.slice(0, size);
      file.synced = file.bytes;
    }),
    read: (path) => {
      if (count >= death) return Promise.reject(failure('EIO', 'dead'));
      const node = find(path);
      return node === undefined || isFolder(node) ? Promise.reject(failure('ENOENT', path)) : Promise.resolve(node.bytes.slice());
    },
    size: (path) => {
      const node = find(path);
      return Promise.resolve(node === undefined ? -1 : isFolder(node) ? 0 : node.bytes.length);
    },
    list: (path) => {
      const node = find(path);
      return Promise.resolve(node !== undefined && isFolder(node) ? [...node.names.keys()].sort() : []);
    },
    makeFolder: (path) => change(() => {
      let at: Folder = root;
      for (const name of path.split('/').filter((one) => one !== '')) {
        const next = at.names.get(name) ?? folder();
        if (!isFolder(next)) throw failure('ENOTDIR', path);
        at.names.set(name, next);
        at = next;
      }
    }),
    rename: (from, to) => change(() => {
      const node = find(from);
      if (node === undefined) throw failure('ENOENT', from);
      folderAt(dirname(from)).names.delete(basename(from));
      set(to, node);
    }),
    remove: (path) => change(() => {
      const parent = find(dirname(path));
      if (parent !== undefined && isFolder(parent)) parent.names.delete(basename(path));
    }),
    syncFolder: (path) => change(() => {
      const node = folderAt(path);
      node.synced = new Map(node.names);
    }),
    free: () => Promise.resolve(10 * 2 ** 30),
    operations: () => count,
    dieAt: (operation) => {
      death = count + operation;
    },
    failWith: (code, from, times) => {
      failing = { code, from: count + from, to: count + from + times };
    },
    afterKill: () => memoryDisk(copy(root, (one) => one.names, (file) => file.bytes)),
    afterPowerCut: () => memoryDisk(copy(root, (one) => one.synced, (file) => file.synced)),
    flip: (path, at) => {
      const file = fileAt(path);
      file.bytes[at] = (file.bytes[at] ?? 0) ^ 1;
    },
    files: () => list(root, ''),
  };
}

function folder(): Folder {
  return { names: new Map(), synced: new Map() };
}

function isFolder(node: Node | undefined): node is Folder {
  return node !== undefined && 'names' in node;
}

function copy(from: Folder, names: (one: Folder) => Map<string, Node>, bytes: (file: File) => Uint8Array): Folder {
  const copies = [...names(from)].map(([name, node]) => [name, isFolder(node) ? copy(node, names, bytes) : { bytes: bytes(node).slice(), synced: bytes(node).slice() }] as const);
  return { names: new Map<string, Node>(copies), synced: new Map<string, Node>(copies) };
}

function list(from: Folder, path: string): string[] {
  return [...from.names].flatMap(([name, node]) => (isFolder(node) ? list(node, `${path}/${name}`) : [`${path}/${name}`]));
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

function failure(code: string, detail: string): Error {
  return Object.assign(Error(`${code}: ${detail}`), { code });
}
