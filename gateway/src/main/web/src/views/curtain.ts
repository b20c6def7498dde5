/**
 * Tells when pictures have to leave the screen: while the page is hidden and while it is printed. Somebody who comes back
 * finds them again.
 *
 * @param close takes the pictures away
 * @param open brings them back
 * @returns ends the watch
 */
export function watchCurtain(close: () => void, open: () => void): () => void {
  const turn = () => (document.hidden ? close() : open());
  document.addEventListener("visibilitychange", turn);
  window.addEventListener("beforeprint", close);
  window.addEventListener("afterprint", open);
  return () => {
    document.removeEventListener("visibilitychange", turn);
    window.removeEventListener("beforeprint", close);
    window.removeEventListener("afterprint", open);
  };
}
