/** The utility processes that run: they end with the host. */
const running = new Set<{ kill(): boolean }>();

export function remember(utility: { kill(): boolean }): () => void {
  running.add(utility);
  return () => running.delete(utility);
}

export function endUtilities(): void {
  for (const one of running) one.kill();
}
