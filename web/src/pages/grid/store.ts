import type { Entry } from "./outbox";

// The phone's own database: entries as they are typed and handed in, and their photos. A photo goes in and out in
// the same transaction as the entry that names it.

const kName = "liandong-grid";
export interface Photo {
  id: string;
  entry: string;
  name: string;
  blob: Blob;
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open(kName, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "id" });
      asked.result.createObjectStore("photos", { keyPath: "id" }).createIndex("entry", "entry");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => {
      opened = undefined;
      fail(asked.error);
    };
  });
  return opened;
}

/// Runs `work` in one transaction and waits until it is on the disk.
async function within<T>(
  mode: IDBTransactionMode,
  work: (entries: IDBObjectStore, photos: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T> {
  const database = await open();
  return new Promise<T>((done, fail) => {
    const transaction = database.transaction(["entries", "photos"], mode, { durability: "strict" });
    const asked = work(transaction.objectStore("entries"), transaction.objectStore("photos"));
    transaction.oncomplete = () => done(asked?.result as T);
    transaction.onabort = () => fail(transaction.error);
    transaction.onerror = () => fail(transaction.error);
  });
}

export const readEntries = (): Promise<Entry[]> =>
  within("readonly", (entries) => entries.getAll() as IDBRequest<Entry[]>);

export async function readPhotos(entry: Entry): Promise<Photo[]> {
  const found = await within<Photo[]>(
    "readonly",
    (_, photos) => photos.index("entry").getAll(entry.id) as IDBRequest<Photo[]>,
  );
  return entry.photos.flatMap((id) => found.find((photo) => photo.id === id) ?? []);
}

export const writeEntry = (entry: Entry, added: Photo[] = []): Promise<void> =>
  within("readwrite", (entries, photos) => {
    for (const photo of added) photos.put(photo);
    entries.put(entry);
    return undefined;
  });

function dropPhotos(photos: IDBObjectStore, entry: string, except: readonly string[] = []) {
  const cursor = photos.index("entry").openCursor(IDBKeyRange.only(entry));
  cursor.onsuccess = () => {
    const at = cursor.result;
    if (!at) return;
    if (!except.includes((at.value as Photo).id)) at.delete();
    at.continue();
  };
}

/// Writes the entry and drops the photos that it names no more.
export const writeTrimmed = (entry: Entry): Promise<void> =>
  within("readwrite", (entries, photos) => {
    dropPhotos(photos, entry.id, entry.photos);
    entries.put(entry);
    return undefined;
  });

/// The server has it: its photos are no longer needed here.
export const writeSent = (entry: Entry): Promise<void> =>
  within("readwrite", (entries, photos) => {
    dropPhotos(photos, entry.id);
    entries.put(entry);
    return undefined;
  });

export const dropEntry = (id: string): Promise<void> =>
  within("readwrite", (entries, photos) => {
    dropPhotos(photos, id);
    entries.delete(id);
    return undefined;
  });

/// The same words and photos under another key.
export const moveEntry = (before: string, after: Entry, photos: Photo[]): Promise<void> =>
  within("readwrite", (entries, store) => {
    dropPhotos(store, before);
    entries.delete(before);
    for (const photo of photos) {
      const id = `${after.id}.${photo.id}`;
      store.put({ ...photo, id, entry: after.id });
    }
    entries.put({ ...after, photos: photos.map((photo) => `${after.id}.${photo.id}`) });
    return undefined;
  });
