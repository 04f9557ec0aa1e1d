/** The headers that every file of the app is served with. */

/**
 * No inline script, no remote anything, no popups (`sandbox` without allow-popups: a window.open asks for nothing).
 * Pictures come as bytes and are drawn on a canvas, so that neither data: nor blob: is needed. wasm-unsafe-eval is for WebAssembly codecs; the nonce for Mantine's style element.
 */
export function headers(type: string, nonce: string): Record<string, string> {
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    'sandbox allow-same-origin allow-scripts allow-forms allow-modals allow-downloads',
  ].join('; ');
  return {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
    'cache-control': 'no-store',
  };
}
