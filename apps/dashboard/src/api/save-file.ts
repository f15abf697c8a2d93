/** Hands a file to the browser's download, once it is made. */
export async function saveFile(name: string, made: Blob | string | Promise<Blob>): Promise<void> {
  const content = await made;
  const url = typeof content === 'string' ? content : URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  if (typeof content !== 'string') setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** CSV for spreadsheet programs; figures in plain digits. What writes it is loaded when the first file is saved. */
export async function csvOf(rows: readonly (readonly string[])[]): Promise<Blob> {
  const { csvText } = await import('@zerofab/csv');
  return new Blob([csvText(rows)], { type: 'text/csv;charset=utf-8' });
}
