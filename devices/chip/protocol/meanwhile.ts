/** Work that needs no card is done while one answers: once the command that is asked for in this turn is under way. */
export function meanwhile<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work());
      } catch (mistake) {
        reject(mistake instanceof Error ? mistake : Error(String(mistake)));
      }
    });
  });
}
