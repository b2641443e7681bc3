import { App } from "antd";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { idempotencyKey } from "@/api/client";
import type { Entry } from "./outbox";
import { scalePhoto } from "./photo";
import { type Photo, readPhotos } from "./store";

const kPhotosMax = 9;

interface Props {
  entry: Entry;
  onAdd: (photos: Photo[]) => Promise<void>;
  onRemove: (id: string) => Promise<void>;
  /// While photos are made small nothing is handed in.
  onBusy: (busy: boolean) => void;
  missing?: boolean;
}

/// Small pictures of what is kept for this entry, as the database has them.
function useShown(entry: Entry) {
  const [shown, setShown] = useState<{ id: string; name: string; url: string; bytes: number }[]>([]);
  const wanted = entry.photos.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words of the entry show no other photos
  useEffect(() => {
    let urls: string[] = [];
    let isThere = true;
    void readPhotos(entry).then((photos) => {
      if (!isThere) return;
      const next = photos.map(({ id, name, blob }) => ({
        id,
        name,
        url: URL.createObjectURL(blob),
        bytes: blob.size,
      }));
      urls = next.map((each) => each.url);
      setShown(next);
    });
    return () => {
      isThere = false;
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [entry.id, wanted]);
  return shown;
}

/// Up to nine photos, made small before they are kept: each is on the disk when it shows here.
export function Photos({ entry, onAdd, onRemove, onBusy, missing }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);
  const shown = useShown(entry);
  const room = kPhotosMax - entry.photos.length - busy;

  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])].slice(0, room);
    event.target.value = "";
    setBusy(files.length);
    onBusy(true);
    const made: Photo[] = [];
    for (const file of files) {
      try {
        const blob = await scalePhoto(file);
        const name = `${t("grid.photoName")}${entry.photos.length + made.length + 1}.jpg`;
        made.push({ id: idempotencyKey(), entry: entry.id, name, blob });
      } catch {
        void message.error(t("grid.photoUnreadable", { name: file.name }));
      }
    }
    try {
      if (made.length > 0) await onAdd(made);
    } catch {
      void message.error(t("grid.storageFull"));
    } finally {
      setBusy(0);
      onBusy(false);
    }
  };

  return (
    <section className="grid-photos" aria-label={t("grid.photos")}>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        className="hidden-text"
        tabIndex={-1}
        aria-label={t("grid.addPhoto")}
        onChange={(event) => void take(event)}
      />
      <ul className="grid-photo-row">
        {shown.map((photo) => (
          <li key={photo.id} className="grid-photo">
            <img src={photo.url} alt={`${photo.name}，${Math.max(1, Math.round(photo.bytes / 1024))} KB`} />
            <button
              type="button"
              aria-label={t("grid.removePhoto", { name: photo.name })}
              onClick={() => void onRemove(photo.id)}
            >
              ×
            </button>
          </li>
        ))}
        {room > 0 && (
          <li>
            <button
              type="button"
              className={missing && shown.length === 0 ? "grid-add is-missing" : "grid-add"}
              onClick={() => input.current?.click()}
              disabled={busy > 0}
            >
              <span aria-hidden="true">＋</span>
              {busy > 0 ? t("grid.photoBusy") : t("grid.addPhoto")}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
