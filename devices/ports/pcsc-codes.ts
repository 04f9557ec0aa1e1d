/**
 * What the smart card service's result codes mean for a reading. pcsclite has them in its messages alone (`… error: Card was removed.(0x80100069)`),
 * smartcard has words alone.
 */
import type { TransportFault } from '../chip/transport.js';

const meanings: Readonly<Record<number, TransportFault>> = {
  0x8010_0069: 'card-removed',
  0x8010_000c: 'card-removed', // no smart card
  0x8010_0067: 'card-removed', // unpowered
  0x8010_0066: 'card-removed', // unresponsive: badly laid on
  0x8010_0009: 'card-removed', // unknown reader: unplugged
  0x8010_0017: 'card-removed', // reader unavailable
  0x8010_0068: 'card-reset',
  0x8010_000b: 'reader-held',
  0x8010_0013: 'service-lost', // its connection broke
  0x8010_001d: 'service-lost', // no service
  0x8010_001e: 'service-lost', // service stopped
};

const words: Readonly<Record<string, TransportFault>> = {
  'Card was removed': 'card-removed', 'No smart card present': 'card-removed', 'Card is unpowered': 'card-removed', 'Card is unresponsive': 'card-removed',
  'Unknown reader': 'card-removed', 'Reader unavailable': 'card-removed',
  'Card was reset': 'card-reset', 'Sharing violation': 'reader-held',
  'Communication error': 'service-lost', 'PC/SC service not running': 'service-lost', 'PC/SC service stopped': 'service-lost',
};

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function meaningOf(error: unknown): TransportFault {
  const message = messageOf(error);
  const code = /\(0x([0-9a-f]+)\)/i.exec(message)?.[1];
  return (code === undefined ? words[message] : meanings[Number.parseInt(code, 16)]) ?? 'transport-failed';
}
