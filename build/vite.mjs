/** The Vite configurations, one per kind of entry. No configuration file is read from elsewhere. */
import { join } from 'node:path';

const quiet = { configFile: false, logLevel: 'error', clearScreen: false };
const build = { emptyOutDir: false, copyPublicDir: false, reportCompressedSize: false, modulePreload: { polyfill: false } };
/** Where a package's types say more than its code, the bundler warns; what matters fails the build. */
const silent = { onwarn() {} };

/** Packages of many files that the station needs at its start, where each file costs a millisecond; all others are taken from node_modules. */
const bundled = ['zod', 'ws'];

/**
 * @param {'node' | 'preload' | 'page' | 'renderer'} kind
 * @param {Record<string, string>} files entry name to source file, absolute
 * @param {string} root the checkout
 * @param {string} output absolute folder
 */
export async function configuration(kind, files, root, output) {
  if (kind === 'renderer') return rendererConfiguration(files, root, output);
  if (kind === 'node') {
    return { ...quiet, root, publicDir: false, ssr: { target: 'node', noExternal: bundled }, build: { ...build, ssr: true, target: 'node20', minify: false, outDir: output,
      rolldownOptions: { ...silent, input: files, output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } } } };
  }
  const [[name, file]] = Object.entries(files);
  const preload = kind === 'preload';
  return { ...quiet, root, publicDir: false, define: { 'process.env.NODE_ENV': '"production"' }, build: { ...build, target: 'chrome120', minify: false, outDir: output,
    lib: { entry: file, formats: [preload ? 'cjs' : 'iife'], name: 'page', fileName: () => `${name}.${preload ? 'cjs' : 'script.js'}` },
    rolldownOptions: { ...silent, external: ['electron'] } } };
}

/** No inlined asset and no inline script: the page's policy allows neither. */
async function rendererConfiguration(files, root, output) {
  const { default: react } = await import('@vitejs/plugin-react');
  return { ...quiet, root: join(root, 'renderer'), base: '/', plugins: [react()], worker: { format: 'es' },
    build: { ...build, copyPublicDir: true, target: 'chrome120', assetsInlineLimit: 0, chunkSizeWarningLimit: 4000, outDir: output,
      rolldownOptions: { ...silent, input: files } } };
}
