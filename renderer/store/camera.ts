/** Whether the system has a camera: the devices process knows only what it drives itself. */
import { useEffect, useState } from 'react';

/** Number of cameras; null while not yet known. */
export function useCameras(): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    let current = true;
    const look = (): void => {
      navigator.mediaDevices.enumerateDevices().then(
        (found) => current && setCount(found.filter((one) => one.kind === 'videoinput').length),
        () => current && setCount(0),
      );
    };
    look();
    navigator.mediaDevices.addEventListener('devicechange', look);
    return () => {
      current = false;
      navigator.mediaDevices.removeEventListener('devicechange', look);
    };
  }, []);
  return count;
}
