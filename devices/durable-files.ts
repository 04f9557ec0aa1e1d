/** Files that are whole and on the disk when the call answers; errors of the system are thrown. */
import { open, rename, type FileHandle } from 'node:fs/promises';

/** Made or replaced as a whole; its name is on the disk once the folder is synced. */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.tmp`;
  await withHandle(unfinished, 'w', async (handle) => {
    await handle.writeFile(bytes);
    await handle.sync();
  });
  await rename(unfinished, file);
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle of a folder to flush; NTFS journals its names.
  if (process.platform === 'win32') return;
  await withHandle(folder, 'r', (handle) => handle.sync());
}

/** The fault that such an error is to who wanted to keep something. */
export function keepFault(error: unknown): { readonly code: 'disk-full' | 'not-durable'; readonly detail: string } {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return { code: ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) ? 'disk-full' : 'not-durable', detail: code };
}

async function withHandle(file: string, flags: string, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
