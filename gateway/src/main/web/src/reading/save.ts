/** Hands a file to the browser's downloads. Its address lives as long as the click: what it leads to may be personal. */
export function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
