import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, idempotencyKey, ok, type Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { CategorySelect } from "@/shell/CitySelect";
import { Trouble } from "@/shell/Trouble";
import { useDraft } from "@/ui/useDraft";

type Part = Schema["SplitPart"];
const kPartsMax = 10;
const kEmpty: Part = { title: "", content: "" };

/// Several matters in one call become one case each, linked to this one.
export function SplitForm({ shown, onClose }: { shown: Schema["Case"]; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [parts, setParts, clear] = useDraft<Part[]>(`case.${shown.id}.split`, [kEmpty]);
  const [key] = useState(idempotencyKey);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (at: number, change: Partial<Part>) =>
    setParts((before) => before.map((part, index) => (index === at ? { ...part, ...change } : part)));
  const ready = parts.every((part) => part.title.trim() && part.content.trim());

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      const made = await ok(
        client.POST("/api/v1/cases/{id}/split", {
          params: {
            path: { id: shown.id },
            header: { "If-Match": `"${shown.version}"`, "Idempotency-Key": key },
          },
          body: { parts: parts.map((part) => ({ place: shown.place, type: shown.type, ...part })) },
        }),
      );
      clear();
      void message.success(t("split.done", { count: made.children.length }));
      onClose();
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
    }
  };

  return (
    <form className="command-form" aria-label={t("split.title")} onSubmit={(event) => event.preventDefault()}>
      <h3>{t("split.title")}</h3>
      <p className="quiet">{t("split.hint")}</p>
      {error && <Trouble error={error} />}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
        <fieldset key={at} className="split-part">
          <legend>{t("split.part", { no: at + 1 })}</legend>
          <Input
            aria-label={t("split.partTitle")}
            placeholder={t("split.partTitle")}
            value={part.title}
            maxLength={100}
            onChange={(event) => set(at, { title: event.target.value })}
          />
          <Input.TextArea
            aria-label={t("split.partContent")}
            placeholder={t("split.partContent")}
            value={part.content}
            maxLength={20_000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => set(at, { content: event.target.value })}
          />
          <CategorySelect
            value={part.category}
            placeholder={t("field.amend.category")}
            onChange={(category) => set(at, { category: category as string })}
          />
        </fieldset>
      ))}
      <div className="form-end">
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void submit()}>
          {t("split.title")}
        </Button>
        <Button disabled={parts.length >= kPartsMax} onClick={() => setParts([...parts, kEmpty])}>
          {t("split.add")}
        </Button>
        <Button onClick={onClose}>{t("form.cancel")}</Button>
      </div>
    </form>
  );
}
