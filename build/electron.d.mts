export declare function electronBinary(): string | null;
export declare function fetchElectron(
  say: (line: string) => void,
  parts?: { fetchIt?: (say: (line: string) => void) => Promise<void>; failure?: string; now?: () => number },
): Promise<string | null>;
export declare function download(url: string, path: string, say: (line: string) => void, limits?: { connectionWithin: number; byteWithin: number }): Promise<void>;
