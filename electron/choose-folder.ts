/** Asks for a folder, the stick's usually; null when the officer gives up or no dialog can be shown. */
import { dialog } from 'electron';

export async function chooseFolder(): Promise<string | null> {
  try {
    const chosen = await dialog.showOpenDialog({ title: 'Chọn thư mục', properties: ['openDirectory', 'createDirectory'] });
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  } catch (unavailable) {
    // The path can be typed in the same place.
    console.error('no folder dialog:', String(unavailable));
    return null;
  }
}
