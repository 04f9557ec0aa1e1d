/** The page's content security policy, let open for the one address of the channel: the preload's world is held to it too. */

/** The policy with `address` (scheme, host and port) added to what may be connected to; without a policy there is nothing to add. */
export function allowChannel(policy: string, address: string): string {
  // A header may carry several policies, separated by commas: each of them is enforced.
  return policy.split(',').map((one) => allowIn(one, address)).join(',');
}

function allowIn(policy: string, address: string): string {
  const directives = policy.split(';').map((directive) => directive.trim()).filter((directive) => directive !== '');
  const find = (name: string) => directives.find((directive) => directive.toLowerCase().split(/\s/)[0] === name);
  const connect = find('connect-src');
  const fallback = find('default-src');
  if (connect === undefined && fallback === undefined) return policy;
  const sources = (connect ?? fallback ?? '').split(/\s+/).slice(1).filter((source) => source.toLowerCase() !== "'none'");
  return [...directives.filter((directive) => directive !== connect), `connect-src ${[...sources, address].join(' ')}`].join('; ');
}
