export declare function makeFakeDist(folder: string, version: string): Promise<string>;
