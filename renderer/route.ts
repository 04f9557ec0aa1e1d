/** Which screen is shown. Kept in the fragment, so that a reload stays where it was; nothing personal is in it. */
import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly screen: 'worklist' }
  | { readonly screen: 'dossiers' }
  | { readonly screen: 'enrolment'; readonly dossier: string }
  | { readonly screen: 'transmission' }
  | { readonly screen: 'day' }
  | { readonly screen: 'about' };

const plain = ['worklist', 'dossiers', 'transmission', 'day', 'about'] as const;

export function parseRoute(fragment: string): Route {
  const [screen, dossier] = fragment.replace(/^#\/?/, '').split('/');
  if (screen === 'enrolment' && dossier !== undefined && /^[0-9a-f-]{36}$/.test(dossier)) return { screen, dossier };
  const known = plain.find((one) => one === screen);
  return { screen: known ?? 'worklist' };
}

export function fragmentOf(route: Route): string {
  return route.screen === 'enrolment' ? `#/enrolment/${route.dossier}` : `#/${route.screen}`;
}

export function go(route: Route): void {
  window.location.hash = fragmentOf(route);
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(listen, () => window.location.hash));
}
