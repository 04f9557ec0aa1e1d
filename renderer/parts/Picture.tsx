/** A picture from bytes, drawn on a canvas: the page's policy allows neither data: nor blob: addresses. */
import { useEffect, useRef, useState } from 'react';

import classes from './Picture.module.css';

interface PictureProps {
  /** PNG or JPEG. */
  readonly bytes: Uint8Array;
  readonly alt: string;
  readonly className?: string | undefined;
}

export function Picture({ bytes, alt, className }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let current = true;
    createImageBitmap(new Blob([bytes.slice()])).then(
      (bitmap) => {
        const target = canvas.current;
        if (current && target !== null) {
          target.width = bitmap.width;
          target.height = bitmap.height;
          target.getContext('2d')?.drawImage(bitmap, 0, 0);
          setBroken(false);
        }
        bitmap.close();
      },
      () => current && setBroken(true),
    );
    return () => {
      current = false;
    };
  }, [bytes]);
  return <canvas ref={canvas} role="img" aria-label={alt} data-broken={broken || undefined} className={className ?? classes['picture']} />;
}
