/** The frame that a video shows now, whole size, as PNG: nothing of it is lost before the station encodes it. */
export async function takeStill(video: HTMLVideoElement): Promise<Uint8Array | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  const drawing = canvas.getContext('2d');
  if (drawing === null) return null;
  drawing.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
