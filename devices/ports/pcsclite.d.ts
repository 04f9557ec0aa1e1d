/** What this project uses of pcsclite 1.0.1: its own types are all `any`, and name no interface. */
declare module 'pcsclite' {
  import type { EventEmitter } from 'node:events';

  namespace pcsclite {
    interface PCSCLite extends EventEmitter {
      close(): void;
    }

    interface CardReader extends EventEmitter {
      readonly name: string;
      connected: boolean;
      readonly SCARD_SHARE_EXCLUSIVE: number;
      readonly SCARD_PROTOCOL_T0: number;
      readonly SCARD_PROTOCOL_T1: number;
      readonly SCARD_STATE_PRESENT: number;
      readonly SCARD_RESET_CARD: number;
      on(event: 'status', listener: (status: { readonly state: number; readonly atr?: Uint8Array }) => void): this;
      on(event: 'error', listener: (error: unknown) => void): this;
      on(event: 'end', listener: () => void): this;
      connect(options: { readonly share_mode: number; readonly protocol: number }, callback: (error: unknown, protocol: number) => void): void;
      disconnect(disposition: number, callback: (error: unknown) => void): void;
      transmit(data: Uint8Array, room: number, protocol: number, callback: (error: unknown, answer: Uint8Array) => void): void;
      /** Keeps a bare pointer to `data` meanwhile: it must not be collected before the callback. */
      control(data: Uint8Array, code: number, room: number, callback: (error: unknown, answer: Uint8Array) => void): void;
      close(): void;
    }
  }

  function pcsclite(): pcsclite.PCSCLite;
  export = pcsclite;
}
