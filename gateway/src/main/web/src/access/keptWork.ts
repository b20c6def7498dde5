/** The browser's database in which unfinished work lies, as `landmarks/kept/WorkStore.ts` says. */
export const KEPT_WORK = "visor-work";

/**
 * Deletes it with its key: whoever signs out leaves nothing of a face behind. A browser that keeps nothing has nothing to
 * delete.
 */
export function forgetKeptWork(factory: IDBFactory | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (factory === undefined) {
      resolve();
      return;
    }
    const deleting = factory.deleteDatabase(KEPT_WORK);
    deleting.onsuccess = () => resolve();
    deleting.onerror = () => resolve();
    // It goes once the other tab's piece of work is done.
    deleting.onblocked = () => resolve();
  });
}
