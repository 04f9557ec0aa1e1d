/** The search as it is typed: each further letter looks only at what the last one found. */
import { useMemo, useRef } from 'react';

import { search, type Search, type SearchIndex } from '../../../sync/core/search.js';

/** Positions in the list that the index was built of. */
export function useSearch(index: SearchIndex, query: string): readonly number[] {
  const last = useRef<{ readonly index: SearchIndex; readonly found: Search } | null>(null);
  return useMemo(() => {
    const previous = last.current?.index === index ? last.current.found : undefined;
    const found = search(index, query, previous);
    last.current = { index, found: { query, found } };
    return found;
  }, [index, query]);
}
