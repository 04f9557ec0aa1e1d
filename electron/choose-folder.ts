/** Asks for a folder, the stick's usually; null when the officer gives up or no dialog can be shown. */
import { dialog } from 'electron';

const titles = { vi: 'Chọn thư mục', en: 'Choose a folder' } as const;

export async function chooseFolder(language: keyof typeof titles): Promise<string | null> {
  try {
    const chosen = await dialog.showOpenDialog({ title: titles[language], properties: ['openDirectory', 'createDirectory'] });
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  } catch (unavailable) {
    // The path can be typed in the same place.
    console.error('no folder dialog:', String(unavailable));
    return null;
  }
}
