/** The comment that WSQ files carry their density in: lines of NAME value, the first NIST_COM with the count of lines. */

export interface WsqComment {
  readonly width: number;
  readonly height: number;
  readonly pixelsPerInch: number;
  /** Bits per pixel that the encoder aimed at. */
  readonly rate: number;
}

export function writeComment({ width, height, pixelsPerInch, rate }: WsqComment): string {
  return [
    'NIST_COM 9', `PIX_WIDTH ${width}`, `PIX_HEIGHT ${height}`, 'PIX_DEPTH 8', `PPI ${pixelsPerInch}`, 'LOSSY 1', 'COLORSPACE GRAY', 'COMPRESSION WSQ',
    `WSQ_BITRATE ${rate.toFixed(6)}`,
  ].join('\n');
}

/** The value of a line in the first comment that is of this kind; null where there is none. */
export function readComment(comments: readonly string[], name: 'PPI' | 'WSQ_BITRATE'): number | null {
  const lines = comments.find((text) => text.startsWith('NIST_COM'))?.split('\n') ?? [];
  const value = Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1));
  return Number.isFinite(value) && value > 0 ? value : null;
}
