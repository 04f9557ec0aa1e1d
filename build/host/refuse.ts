/** What the host does not have says so in a plain sentence, instead of pretending. */

/** Asked for by the language, by bundlers and by tools, not by the app. */
const tolerated: readonly string[] = ['then', 'toJSON', 'constructor', 'nodeType', 'asymmetricMatch', '$$typeof', '__esModule', 'default'];

export function refuseUnknown<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol' || key in object || tolerated.includes(key)) return Reflect.get(object, key) as unknown;
      throw Error(unavailable(`${name}.${key}`));
    },
  });
}

export function unavailable(what: string): string {
  return `${what} is not available on the Chromium host`;
}
