export declare const root: string;
export declare function build(names?: readonly string[]): Promise<readonly string[]>;
export declare function buildOrEnd(names?: readonly string[]): Promise<readonly string[]>;
