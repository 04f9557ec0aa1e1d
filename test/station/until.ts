/** Asks again until there is an answer; after the deadline it throws what was waited for. */
export async function until<Value>(what: string, ask: () => Value | undefined | null | false | Promise<Value | undefined | null | false>, deadline = 30_000): Promise<Value> {
  const end = Date.now() + deadline;
  for (;;) {
    const value = await ask();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw Error(`${what}: not within ${deadline / 1000} s`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}
