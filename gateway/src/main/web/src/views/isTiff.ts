/** Whether a file starts as a TIFF. */
export function isTiff(file: Uint8Array): boolean {
  return (file[0] === 0x49 && file[1] === 0x49 && file[2] === 42) || (file[0] === 0x4d && file[3] === 42);
}
