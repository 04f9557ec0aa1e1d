/** The work behind the sign-in: loaded while the officer types, so that the form's own picture does not wait for it. */

export const loadFrame = () => import('../frame/Frame.js').then(({ Frame, addWorkText }) => {
  addWorkText();
  return { default: Frame };
});
export const loadData = () => import('./data.js');
const guard = () => import('../parts/burst.js').then(({ guardFromBursts }) => guardFromBursts());

/** After the picture of the form. A file that does not load is told where it is needed. */
export function loadWork(): void {
  setTimeout(() => {
    Promise.all([guard(), loadFrame(), loadData().then(({ openDatabaseEarly }) => openDatabaseEarly())]).catch(() => undefined);
  });
}
