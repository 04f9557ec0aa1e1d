/** Opens the system's file dialog from a button or a key: a hidden file input and what clicks it. */
import { useRef, type ReactNode } from 'react';

interface FilePickProps {
  readonly accept: string;
  /** Names the input for those who drive the page. */
  readonly name: string;
  readonly onPick: (file: File) => void;
  readonly children: (open: () => void) => ReactNode;
}

export function FilePick({ accept, name, onPick, children }: FilePickProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input} type="file" accept={accept} name={name} hidden aria-hidden tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file again must count as a change.
          event.currentTarget.value = '';
          if (file !== undefined) onPick(file);
        }}
      />
      {children(() => input.current?.click())}
    </>
  );
}
