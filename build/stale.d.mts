export declare function fingerprint(root: string, folders: readonly string[]): string;
export declare function isFresh(stampPath: string, print: string): boolean;
export declare function writeStamp(stampPath: string, print: string, files: readonly string[]): void;
