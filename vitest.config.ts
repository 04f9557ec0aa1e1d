/** Two sets of tests: plain ones, side by side; and those that need the machine's one card service, ports or a browser, one after another. */
import { defineConfig } from 'vitest/config';

const machine = ['test/station/**/*.test.ts', 'test/host/**/*.test.ts', 'test/**/*.pcsc.test.ts'];
const shared = { environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'plain', include: ['test/**/*.test.{ts,tsx}'], exclude: machine } },
      { test: { ...shared, name: 'machine', testTimeout: 120_000, include: machine, fileParallelism: false, globalSetup: ['./build/machine-lock.mjs'], sequence: { groupOrder: 1 } } },
    ],
  },
});
