/** Draws an invented face: plainly a drawing, the size and weight of a chip's photo. */
import sharp from 'sharp';

const width = 480;
const height = 640;

function picture(sex: 'male' | 'female'): string {
  const hair = sex === 'male'
    ? '<path d="M120 250 Q110 90 240 85 Q370 90 360 250 Q345 165 240 160 Q135 165 120 250Z" fill="#241c18"/>'
    : '<path d="M105 430 Q85 80 240 78 Q395 80 375 430 L340 430 Q360 180 240 165 Q120 180 140 430Z" fill="#2a1d18"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
  <defs>
    <radialGradient id="skin" cx="45%" cy="40%"><stop offset="0" stop-color="#f0c9a4"/><stop offset="1" stop-color="#cf9a70"/></radialGradient>
    <linearGradient id="cloth" x2="0" y2="1"><stop offset="0" stop-color="#3d5f8a"/><stop offset="1" stop-color="#22395a"/></linearGradient>
    <filter id="grain"><feTurbulence type="fractalNoise" baseFrequency="0.35" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 0.4 0 0 0 0 0.3 0 0 0 0 0.2 0 0 0 0.35 0"/></filter>
  </defs>
  <rect width="100%" height="100%" fill="#f7f7f7"/>
  <path d="M30 640 Q40 515 190 490 L290 490 Q440 515 450 640Z" fill="url(#cloth)"/>
  <path d="M195 420 L195 495 Q240 535 285 495 L285 420Z" fill="#c48f66"/>
  <ellipse cx="118" cy="300" rx="20" ry="38" fill="#cf9a70"/><ellipse cx="362" cy="300" rx="20" ry="38" fill="#cf9a70"/>
  <ellipse cx="240" cy="295" rx="122" ry="160" fill="url(#skin)"/>
  ${hair}
  <path d="M160 248 Q190 232 218 246 M262 246 Q290 232 320 248" stroke="#2a1d18" stroke-width="9" fill="none" stroke-linecap="round"/>
  <ellipse cx="190" cy="282" rx="25" ry="13" fill="#fff"/><circle cx="190" cy="282" r="11" fill="#2b1a10"/><circle cx="194" cy="278" r="3" fill="#fff"/>
  <ellipse cx="290" cy="282" rx="25" ry="13" fill="#fff"/><circle cx="290" cy="282" r="11" fill="#2b1a10"/><circle cx="294" cy="278" r="3" fill="#fff"/>
  <path d="M240 285 Q228 340 222 352 Q240 364 258 352" stroke="#b07a52" stroke-width="5" fill="none" stroke-linecap="round"/>
  <path d="M198 398 Q240 410 282 398 Q240 426 198 398Z" fill="#b4625a"/>
  <rect width="100%" height="100%" filter="url(#grain)" opacity="0.18"/>
</svg>`;
}

/** JPEG, 480 × 640, about 15 kB. */
export async function drawFace(sex: 'male' | 'female'): Promise<Uint8Array> {
  return new Uint8Array(await sharp(Buffer.from(picture(sex))).jpeg({ quality: 62 }).toBuffer());
}
