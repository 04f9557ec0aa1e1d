/** Small pictures of the draft's fingers and photo, by part: those a capture brought along, and those of an opened draft. */
import { useCallback, useEffect, useRef, useState } from 'react';

import type { Draft, PartRole } from '../../../sync/core/dossier.js';
import { ask } from '../../store/station.js';

export interface Thumbnails {
  readonly of: (role: PartRole) => Uint8Array | null;
  /** Hands over the picture of a part that was just captured, so that it is not asked for. */
  readonly keep: (part: string, bytes: Uint8Array) => void;
}

export function useThumbnails(draft: Draft): Thumbnails {
  const [pictures, setPictures] = useState<Readonly<Record<string, Uint8Array>>>({});
  const asked = useRef(new Set<string>());

  const keep = useCallback((part: string, bytes: Uint8Array) => {
    asked.current.add(part);
    setPictures((before) => ({ ...before, [part]: bytes }));
  }, []);

  useEffect(() => {
    for (const one of Object.values(draft.parts)) {
      const { id, role } = one.part;
      if (!(role === 'photo' || role.startsWith('finger-')) || asked.current.has(id)) continue;
      asked.current.add(id);
      void ask('part.thumbnail', draft.id, role).then((answer) => {
        // A picture that does not come leaves its tile without one; the part itself is judged elsewhere.
        if (answer.ok) setPictures((before) => ({ ...before, [id]: answer.value }));
      });
    }
  }, [draft.id, draft.parts]);

  const of = useCallback(
    (role: PartRole) => {
      const part = draft.parts[role]?.part.id;
      return part === undefined ? null : (pictures[part] ?? null);
    },
    [draft.parts, pictures],
  );
  return { of, keep };
}
