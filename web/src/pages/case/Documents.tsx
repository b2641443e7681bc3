import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Image } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { Moment } from "@/shell/CaseWords";
import { Nothing } from "@/shell/Trouble";
import { useWords } from "@/text/words";

type Case = Schema["Case"];
type Attachment = Schema["Attachment"];
const kTypes = "image/jpeg,image/png,image/webp,audio/*,video/mp4,application/pdf";

const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const urlOf = (id: string, blob: string) =>
  `/api/v1/cases/${encodeURIComponent(id)}/attachments/${encodeURIComponent(blob)}`;

function Preview({ url, file }: { url: string; file: Attachment }) {
  if (file.media_type.startsWith("image/"))
    return <Image src={url} alt={file.name} className="thumb" width={120} height={90} />;
  if (file.media_type.startsWith("audio/"))
    return <audio controls preload="none" src={url} aria-label={file.name} />;
  if (file.media_type.startsWith("video/"))
    return <video controls preload="none" src={url} aria-label={file.name} width={240} />;
  return null;
}

async function upload(id: string, file: File) {
  const body = new FormData();
  body.append("file", file);
  return ok(
    client.POST("/api/v1/cases/{id}/attachments", {
      params: { path: { id } },
      body: body as unknown as { file: string },
      bodySerializer: (form) => form as unknown as FormData,
    }),
  );
}

/// Photos, recordings and papers. A file that fails to go up stays in the list with why, to be tried again.
export function Documents({ shown }: { shown: Case }) {
  const { t } = useTranslation();
  const { errorText } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState<{ file: File; error?: ApiError }[]>([]);
  const mayAttach = shown.actions.some((action) => action.name === "attach" && action.allowed);

  const send = async (files: File[]) => {
    setWaiting((before) => [...before, ...files.map((file) => ({ file }))]);
    for (const file of files) {
      try {
        await upload(shown.id, file);
        setWaiting((before) => before.filter((each) => each.file !== file));
        void message.success(t("document.sent", { name: file.name }));
      } catch (fault) {
        const error = asApiError(fault);
        setWaiting((before) => before.map((each) => (each.file === file ? { file, error } : each)));
      }
    }
    void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
  };
  const retry = (file: File) => {
    setWaiting((before) => before.filter((each) => each.file !== file));
    void send([file]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (mayAttach) void send([...event.dataTransfer.files]);
  };

  return (
    <section onDragOver={(event) => event.preventDefault()} onDrop={drop} aria-label={t("document.title")}>
      {shown.attachments.length === 0 && waiting.length === 0 && <Nothing text={t("document.none")} />}
      <ul className="documents">
        {shown.attachments.map((file) => {
          const url = urlOf(shown.id, file.blob);
          return (
            <li key={file.blob}>
              <Preview url={url} file={file} />
              <div>
                <a href={url} download={file.name}>
                  {file.name || file.blob}
                </a>
                <small className="quiet">
                  {sizeOf(file.size_bytes)} · <Moment at={file.added_at} />
                </small>
                <small className="quiet digest" title={t("document.digest")}>
                  SHA-256 {file.content.slice(0, 16)}…
                </small>
              </div>
            </li>
          );
        })}
        {waiting.map(({ file, error }) => (
          <li key={`${file.name}.${file.lastModified}.${file.size}`}>
            <div>
              <span>{file.name}</span>
              <small className="quiet">{error ? errorText(error) : t("document.sending")}</small>
              {error && (
                <Button size="small" onClick={() => retry(file)}>
                  {t("trouble.retry")}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayAttach && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept={kTypes}
            aria-label={t("document.add")}
            onChange={(event) => {
              void send([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <Button onClick={() => input.current?.click()}>{t("document.add")}</Button>
          <span className="quiet"> {t("document.drop")}</span>
        </>
      )}
    </section>
  );
}
