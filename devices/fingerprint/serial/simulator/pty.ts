/** A pair of pseudo terminals: a serial line without a cable. A small Python program holds it, for Node cannot open one. */
import { spawn } from 'node:child_process';

export interface Pty {
  /** What a program opens as its serial port. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  /** As if the cable was pulled. */
  close(): Promise<void>;
}

/**
 * Reads the terminal and tells each piece as `baud u32 | length u16 | bytes` (big endian); writes its own input to the terminal. A pseudo terminal
 * knows the rate that was set and does not keep to it, and a rate that no constant names is told by TCGETS2 (termios2, 44 bytes) alone.
 */
const program = `
import fcntl, os, select, struct, sys, termios, tty
master, slave = os.openpty()
tty.setraw(slave)
def baud():
    try:
        return struct.unpack_from('I', fcntl.ioctl(slave, 0x802C542A, bytes(44)), 40)[0]
    except OSError:
        return termios.tcgetattr(slave)[5]
def all_of(fd, data):
    while data:
        data = data[os.write(fd, data):]
all_of(1, os.ttyname(slave).encode() + b'\\n')
while True:
    ready = select.select([0, master], [], [])[0]
    if master in ready:
        data = os.read(master, 4096)
        all_of(1, struct.pack('>IH', baud(), len(data)) + data)
    if 0 in ready:
        data = os.read(0, 4096)
        if not data:
            break
        all_of(master, data)
`;

/** `onBytes` is told the rate that the other side had set. Rejects where there is no Python. */
export function openPty(onBytes: (bytes: Uint8Array, baud: number) => void): Promise<Pty> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-u', '-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<void>((end) => child.once('close', () => end()));
    let held: Buffer = Buffer.alloc(0);
    let path: string | null = null;
    // Closed while it is written to: the cable is pulled, nothing more.
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('exit', (code) => reject(Error(`the pseudo terminal ended (${code})`)));
    child.stdout.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (path === null) {
        const end = held.indexOf('\n');
        if (end < 0) return;
        path = held.toString('utf8', 0, end);
        held = held.subarray(end + 1);
        resolve({
          path,
          write: (bytes) => void child.stdin.write(bytes),
          close: async () => {
            child.kill('SIGKILL');
            await ended;
          },
        });
      }
      while (held.length >= 6 && held.length >= 6 + held.readUInt16BE(4)) {
        const length = held.readUInt16BE(4);
        onBytes(new Uint8Array(held.subarray(6, 6 + length)), held.readUInt32BE(0));
        held = held.subarray(6 + length);
      }
    });
  });
}
