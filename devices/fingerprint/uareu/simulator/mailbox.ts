/** An endpoint that is read: what the device puts meets who waits for it. */
import type { Result } from '../../../../sync/core/result.js';
import { fault, ok } from '../../../../sync/core/result.js';
import type { UsbFault, UsbWait } from '../../../ports/usb-port.js';

export interface Mailbox {
  put(bytes: Uint8Array): void;
  take(length: number, wait: UsbWait): Promise<Result<Uint8Array, UsbFault>>;
  /** For those who wait now. */
  end(why: UsbFault): void;
}

export function mailbox({ isKept }: { readonly isKept: boolean }): Mailbox {
  let kept: Uint8Array[] = [];
  const waiting = new Set<(answer: Result<Uint8Array, UsbFault>) => void>();
  return {
    put(bytes) {
      const [first] = waiting;
      if (first) first(ok(bytes));
      else if (isKept) kept.push(bytes);
    },
    take: (length, wait) => new Promise((resolve) => {
      const end = (answer: Result<Uint8Array, UsbFault>): void => {
        clearTimeout(timer);
        wait.signal.removeEventListener('abort', onAbort);
        waiting.delete(end);
        resolve(answer.ok ? ok(answer.value.slice(0, length)) : answer);
      };
      const onAbort = (): void => end(fault('usb-cancelled'));
      const timer = setTimeout(() => end(fault('usb-timeout')), wait.milliseconds);
      wait.signal.addEventListener('abort', onAbort);
      waiting.add(end);
      const first = kept.shift();
      if (wait.signal.aborted) onAbort();
      else if (first) end(ok(first));
    }),
    end(why) {
      kept = [];
      for (const one of waiting) one(fault(why));
    },
  };
}
