/** The devices of the top line. */
export const devices = {
  scanner: 'Fingers',
  camera: 'Camera',
  chip: 'Chip',
  full: { scanner: 'Fingerprint scanner', camera: 'Camera', chip: 'Chip card reader' },
  state: {
    looking: 'looking', ready: 'ready', busy: 'in use', missing: 'not found', broken: 'broken', restarting: 'restarting',
  },
  serial: 'Serial {{serial}}',
  cardPresent: 'A card is on the reader',
  simulated: 'Simulated, not a real device',
  cameraCount_one: '{{count}} camera',
  cameraCount_other: '{{count}} cameras',
};
