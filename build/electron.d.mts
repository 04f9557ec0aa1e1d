export declare function electronBinary(): string | null;
export declare function fetchElectron(say: (line: string) => void): Promise<string | null>;
export declare function download(url: string, path: string, say: (line: string) => void, limits?: { connectionWithin: number; byteWithin: number }): Promise<void>;
