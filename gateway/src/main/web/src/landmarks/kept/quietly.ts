/** Null where the browser keeps nothing, such as in a private window: the work goes on without. */
export async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
