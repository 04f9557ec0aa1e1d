/** Opens the system's file dialog from a button or a key: a hidden file input to place, and what opens it. */
import { useCallback, useRef, type ReactNode } from 'react';

interface FilePick {
  readonly accept: string;
  /** Names the input for those who drive the page. */
  readonly name: string;
  readonly onPick: (file: File) => void;
}

export function useFilePick({ accept, name, onPick }: FilePick): { readonly input: ReactNode; readonly pick: () => void } {
  const field = useRef<HTMLInputElement>(null);
  const pick = useCallback(() => field.current?.click(), []);
  const input = (
    <input
      ref={field} type="file" accept={accept} name={name} hidden aria-hidden tabIndex={-1}
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        // The same file again must count as a change.
        event.currentTarget.value = '';
        if (file !== undefined) onPick(file);
      }}
    />
  );
  return { input, pick };
}
