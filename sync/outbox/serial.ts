/** One after the other: for what must not overlap with itself. */
export type Serial = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function serial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    // The next one starts whether this one failed or not; its caller has the error.
    last = next.catch(() => null);
    return next;
  };
}
