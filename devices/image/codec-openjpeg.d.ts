/** The part used of @cornerstonejs/codec-openjpeg 1.3.6, which has no types of its own. */
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  export interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
  }

  /** Buffers lie in the module's memory: valid until its next call, so copy at once. */
  export interface J2KEncoder {
    getDecodedBuffer(frame: FrameInfo): Uint8Array;
    getEncodedBuffer(): Uint8Array;
    setDecompositions(levels: number): void;
    setQuality(lossless: boolean, quality: number): void;
    encode(): void;
    delete(): void;
  }

  export interface J2KDecoder {
    getEncodedBuffer(length: number): Uint8Array;
    getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
    decode(): void;
    getFrameInfo(): FrameInfo;
    getIsReversible(): boolean;
    delete(): void;
  }

  export interface OpenJpeg {
    readonly J2KEncoder: new () => J2KEncoder;
    readonly J2KDecoder: new () => J2KDecoder;
  }

  export default function create(options: {
    readonly wasmBinary: Uint8Array;
    readonly print: (text: string) => void;
    readonly printErr: (text: string) => void;
  }): Promise<OpenJpeg>;
}
