/** Bytes of an ISO/IEC 19794-4:2005 record, laid out by hand from clause 8. */
export function record2005({ width, height, compression, images, units = 1, rate = 500, position = 7 }: {
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  readonly images: readonly Uint8Array[];
  readonly units?: number;
  readonly rate?: number;
  readonly position?: number;
}): Uint8Array {
  const header = Buffer.alloc(32);
  header.write('FIR\0', 0, 'latin1');
  header.write('010\0', 4, 'latin1');
  header.writeUInt16BE(0x0102, 14);
  header.writeUInt16BE(31, 16);
  header[18] = 1;
  header[19] = units;
  for (const at of [20, 22, 24, 26]) header.writeUInt16BE(rate, at);
  header[28] = 8;
  header[29] = compression;
  const views = images.map((image, at) => {
    const view = Buffer.alloc(14);
    view.writeUInt32BE(14 + image.length, 0);
    view.set([position, images.length, at + 1, 254, 0], 4);
    view.writeUInt16BE(width, 9);
    view.writeUInt16BE(height, 11);
    return Buffer.concat([view, image]);
  });
  const whole = Buffer.concat([header, ...views]);
  whole.writeUIntBE(whole.length, 8, 6);
  return whole;
}
