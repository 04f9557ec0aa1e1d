/** The webcam while it is looked at: opened at 1080p, chosen, closed on leaving. */
import { useCallback, useEffect, useState, type RefObject } from 'react';

export type CameraFault = 'absent' | 'denied' | 'busy' | 'lost' | 'failed';

export interface Camera {
  readonly id: string;
  readonly label: string;
}

export interface CameraView {
  readonly cameras: readonly Camera[];
  readonly chosen: string | null;
  readonly live: boolean;
  readonly fault: CameraFault | null;
  /** Technical words of the browser. */
  readonly detail: string;
  readonly choose: (id: string) => void;
  readonly again: () => void;
}

/** One wish to see a camera; each is its own object, so that an answer tells which one it is of. */
interface Request {
  /** null for the one that the system gives. */
  readonly camera: string | null;
}

interface Outcome {
  readonly request: Request;
  readonly live: boolean;
  readonly fault: CameraFault | null;
  readonly detail: string;
}

/** DOMException names of getUserMedia (W3C Media Capture, 10.2). */
const faults: Readonly<Record<string, CameraFault>> = {
  NotFoundError: 'absent', DevicesNotFoundError: 'absent', OverconstrainedError: 'absent',
  NotAllowedError: 'denied', SecurityError: 'denied', NotReadableError: 'busy', AbortError: 'busy',
};

export function useCamera(video: RefObject<HTMLVideoElement | null>): CameraView {
  const [cameras, setCameras] = useState<readonly Camera[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [request, setRequest] = useState<Request>({ camera: null });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const again = useCallback(() => setRequest((before) => ({ ...before })), []);

  const choose = useCallback((camera: string) => setRequest({ camera }), []);

  useEffect(() => {
    let current = true;
    let stream: MediaStream | null = null;
    let opened: HTMLVideoElement | null = null;

    async function open(): Promise<void> {
      if (navigator.mediaDevices === undefined) throw new DOMException('no mediaDevices', 'NotFoundError');
      const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
      const made = await navigator.mediaDevices.getUserMedia({ audio: false, video: request.camera === null ? size : { ...size, deviceId: { exact: request.camera } } });
      if (!current) return stop(made);
      stream = made;
      const track = made.getVideoTracks()[0];
      track?.addEventListener('ended', () => {
        if (current) setOutcome({ request, live: false, fault: 'lost', detail: track.label });
      });
      // Names of cameras are given only once one is allowed.
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (!current) return;
      setCameras(devices.filter((one) => one.kind === 'videoinput').map((one) => ({ id: one.deviceId, label: one.label })));
      setChosen(track?.getSettings().deviceId ?? null);
      opened = video.current;
      if (opened === null) return;
      opened.srcObject = made;
      await opened.play();
      if (current) setOutcome({ request, live: true, fault: null, detail: '' });
    }

    open().catch((error: unknown) => {
      if (!current) return;
      const name = error instanceof Error ? error.name : '';
      setOutcome({ request, live: false, fault: faults[name] ?? 'failed', detail: error instanceof Error ? `${name}: ${error.message}` : String(error) });
    });
    return () => {
      current = false;
      if (stream !== null) stop(stream);
      if (opened !== null) opened.srcObject = null;
    };
  }, [request, video]);

  const now = outcome?.request === request ? outcome : { live: false, fault: null, detail: '' };
  const { fault } = now;
  useEffect(() => {
    // A camera that is plugged in is tried by itself.
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (fault === null || media === undefined) return undefined;
    media.addEventListener('devicechange', again);
    return () => media.removeEventListener('devicechange', again);
  }, [fault, again]);

  return { cameras, chosen, live: now.live, fault, detail: now.detail, choose, again };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
