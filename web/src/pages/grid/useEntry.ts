import { useRef, useState } from "react";
import { type Entry, hasSomething } from "./outbox";
import { useOutbox } from "./outboxContext";
import type { Photo } from "./store";

/// What is being written, on the disk with every letter. A photo takes seconds to be made small, and people go on
/// typing meanwhile: each change is made to the latest words, never to those of the moment it began.
export function useEntry<E extends Entry>(first: E) {
  const { save, trim } = useOutbox();
  const [entry, setEntry] = useState(first);
  const latest = useRef(first);
  const keep = (part: Partial<Entry>) => {
    latest.current = { ...latest.current, ...part } as E;
    setEntry(latest.current);
    return latest.current;
  };
  return {
    entry,
    change: (part: Partial<E["draft"]>) => {
      const next = keep({ draft: { ...latest.current.draft, ...part } } as Partial<Entry>);
      if (hasSomething(next)) void save(next);
    },
    addPhotos: async (photos: Photo[]) => {
      const ids = photos.map((photo) => photo.id);
      try {
        await save(keep({ photos: [...latest.current.photos, ...ids] }), photos);
      } catch (fault) {
        keep({ photos: latest.current.photos.filter((id) => !ids.includes(id)) });
        throw fault;
      }
    },
    removePhoto: (photo: string) =>
      trim(keep({ photos: latest.current.photos.filter((id) => id !== photo) })),
  };
}
