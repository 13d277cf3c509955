import type { RawFile } from "#lib/share/read-zip.ts";

/** A file of the visitor's disk and its path below what was chosen or dropped. */
export type DiskFile = { readonly path: string; readonly file: File };

/** What a file chooser gave; of a chosen folder with the paths below it. */
export function chosenFiles(list: FileList): DiskFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Whether a drag brings files, and not text or a link. */
export function bringsFiles(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer?.types.includes("Files") === true;
}

/** More than this is no project but a disk. */
const maxFiles = 5_000;

/** What was dropped, folders with all that is in them but what tools install. To be called within the event. */
export function droppedFiles(transfer: DataTransfer): Promise<DiskFile[]> {
  // The list is empty as soon as the event is over.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: DiskFile[] = [];
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    if (found.length >= maxFiles || entry.name === "node_modules" || entry.name.startsWith(".")) return;
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      found.push({ path: entry.fullPath.replace(/^\//, ""), file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // A reader gives a hundred at a time.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return;
      for (const each of some) await visit(each);
    }
  };
  return (async () => {
    for (const entry of entries) await visit(entry);
    return found;
  })();
}

export async function readRaw({ path, file }: DiskFile): Promise<RawFile> {
  return { path, bytes: new Uint8Array(await file.arrayBuffer()) };
}
