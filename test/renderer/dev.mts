/**
 * The page with a fake station, for work on the screens and for screenshots, without main or devices:
 *
 *   npx vite --config test/renderer/dev.mts            serves http://127.0.0.1:5199/
 *   node test/renderer/shot.mjs                        builds it and takes the pictures of shots.json into out/shots/
 *   node test/renderer/shot.mjs '/?queue#/day' day     one picture, out/shots/day-1366-light-vi.png; see shot.mjs for more
 *
 * The address says what to show; see fake-page.ts. `#/enrolment/01970000-0000-7000-8000-000000000001` with `?queue` is a draft.
 */
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

// oxlint-disable-next-line import/no-default-export -- vite asks for it
export default defineConfig({
  root: `${checkout}renderer`,
  cacheDir: `${checkout}out/vite`,
  plugins: [
    {
      name: 'fake-station',
      enforce: 'pre',
      transform: (code, id) => (id.endsWith('renderer/main.tsx') ? `import '${checkout}test/renderer/fake-page.ts';\n${code}` : undefined),
    },
    react(),
  ],
  build: { assetsInlineLimit: 0, target: 'chrome120', minify: false, emptyOutDir: true, outDir: `${checkout}out/shots/page`, reportCompressedSize: false, chunkSizeWarningLimit: 9000 },
  server: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 5199), strictPort: true, hmr: false, watch: null, fs: { allow: [checkout] } },
});
