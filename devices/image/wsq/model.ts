/** A WSQ file as it is stored: what its segments say, and the bin numbers. FBI IAFIS-IC-0110 (Wavelet Scalar Quantization, version 3.1). */
import type { Bins } from './quantiser.js';

export interface WsqCoefficients {
  readonly width: number;
  readonly height: number;
  /** A pixel is `shift` + `scale` · what the synthesis gives. */
  readonly shift: number;
  readonly scale: number;
  /** Number of the encoder's algorithm, and of its software. */
  readonly encoder: number;
  readonly software: number;
  readonly bins: Bins;
  /** 0–1: where in a bin its value is put back. */
  readonly binCentre: number;
  /** Of all coded bands, band by band, row by row. */
  readonly values: Int16Array;
  readonly comments: readonly string[];
}

export const marker = {
  start: 0xffa0, end: 0xffa1, frame: 0xffa2, block: 0xffa3, transform: 0xffa4, quantisation: 0xffa5, huffman: 0xffa6, restart: 0xffa7, comment: 0xffa8,
} as const;

/** Half of each symmetric filter, from its middle outwards: low of 9 taps, high of 7. */
export const taps = {
  low: [0.852698679009403, 0.377402855612654, -0.110624404418423, -0.023849465019380, 0.037828455506995],
  high: [0.788485616405664, -0.418092273222212, -0.040689417609558, 0.064538882628938],
} as const;

/** Bands in a table of bins; the last four are never coded. */
export const TABLE_BANDS = 64;
