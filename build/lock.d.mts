export declare function whileLocked<Value>(path: string, work: () => Promise<Value>): Promise<Value>;
