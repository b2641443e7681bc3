import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";
import type { Field } from "@/pages/case/commands";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Trouble } from "@/shell/Trouble";
import { Kbd } from "@/ui/Kbd";
import { useDraft } from "@/ui/useDraft";
import type { CheckSheet } from "./queries";
import { ScoreSheet } from "./ScoreSheet";
import { lackingOf, marksOf, type Typed } from "./sheet";

/// Sends, keeps what was typed through an error, and fetches the check and its lists afresh.
function useSend(id: string) {
  const cache = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (act: () => Promise<unknown>, clear: () => void) => {
    setBusy(true);
    setError(null);
    try {
      await act();
      clear();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };
  return { error, busy, send };
}

const at = (sheet: CheckSheet) => ({
  path: { id: sheet.check.id },
  header: { "If-Match": `"${sheet.check.version}"` },
});

interface CheckFormProps {
  title: string;
  sending: { error: unknown; busy: boolean };
  onSubmit: () => void;
  children: ReactNode;
}

/// A sheet of paper with one button, which Ctrl and Enter press as well.
function CheckForm({ title, sending, onSubmit, children }: CheckFormProps) {
  return (
    <form
      className="panel check-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSubmit();
      }}
    >
      <h3>{title}</h3>
      {children}
      {sending.error !== null && <Trouble error={sending.error} />}
      <Button type="primary" htmlType="submit" loading={sending.busy} aria-keyshortcuts="Control+Enter">
        {title} <Kbd keys="Ctrl ⏎" />
      </Button>
    </form>
  );
}

export function ScoreForm({ sheet }: { sheet: CheckSheet }) {
  const { t } = useTranslation();
  const [draft, setDraft, clear] = useDraft<{ typed: Typed; note: string }>(
    `quality.${sheet.check.id}.score`,
    { typed: {}, note: "" },
  );
  const [tried, setTried] = useState(false);
  const { send, ...sending } = useSend(sheet.check.id);
  const submit = () => {
    setTried(true);
    if (lackingOf(sheet.items, draft.typed).length > 0) return;
    const body = { marks: marksOf(sheet.items, draft.typed), note: draft.note };
    void send(() => ok(client.POST("/api/v1/quality-checks/{id}/score", { params: at(sheet), body })), clear);
  };
  return (
    <CheckForm title={t("checks.doScore")} sending={sending} onSubmit={submit}>
      <ScoreSheet
        items={sheet.items}
        typed={draft.typed}
        onType={(typed) => setDraft({ ...draft, typed })}
        tried={tried}
      />
      <Input.TextArea
        value={draft.note}
        autoSize={{ minRows: 1, maxRows: 6 }}
        aria-label={t("checks.note")}
        placeholder={t("checks.note")}
        onChange={(event) => setDraft({ ...draft, note: event.target.value })}
      />
    </CheckForm>
  );
}

/// A second person: the score stands, or gets other marks.
export function DecideForm({ sheet }: { sheet: CheckSheet }) {
  const { t } = useTranslation();
  const [draft, setDraft, clear] = useDraft<{ changes: boolean; typed: Typed; reason: string }>(
    `quality.${sheet.check.id}.decide`,
    { changes: false, typed: {}, reason: "" },
  );
  const [tried, setTried] = useState(false);
  const { send, ...sending } = useSend(sheet.check.id);
  const lacksReason = tried && !draft.reason.trim();
  const submit = () => {
    setTried(true);
    if (!draft.reason.trim()) return;
    if (draft.changes && lackingOf(sheet.items, draft.typed).length > 0) return;
    const marks = draft.changes ? marksOf(sheet.items, draft.typed) : [];
    const body = { marks, reason: draft.reason };
    void send(
      () => ok(client.POST("/api/v1/quality-checks/{id}/decide", { params: at(sheet), body })),
      clear,
    );
  };
  return (
    <CheckForm title={t("checks.doDecide")} sending={sending} onSubmit={submit}>
      <Segmented
        value={draft.changes ? "change" : "uphold"}
        onChange={(next) => setDraft({ ...draft, changes: next === "change" })}
        options={[
          { value: "uphold", label: t("checks.uphold") },
          { value: "change", label: t("checks.change") },
        ]}
      />
      {draft.changes && (
        <ScoreSheet
          items={sheet.items}
          typed={draft.typed}
          onType={(typed) => setDraft({ ...draft, typed })}
          tried={tried}
        />
      )}
      <Input.TextArea
        value={draft.reason}
        autoSize={{ minRows: 2, maxRows: 8 }}
        status={lacksReason ? "error" : ""}
        aria-label={t("checks.ruling")}
        placeholder={t("checks.ruling")}
        onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
      />
    </CheckForm>
  );
}

const kAppeal: Field[] = [{ name: "text", kind: "text", required: true }];

export function AppealForm({ sheet }: { sheet: CheckSheet }) {
  const { t } = useTranslation();
  const [opens, setOpens] = useState(false);
  if (!opens) return <Button onClick={() => setOpens(true)}>{t("checks.doAppeal")}</Button>;
  return (
    <DocumentForm
      name="quality_appeal"
      title={t("checks.doAppeal")}
      draft={`quality.${sheet.check.id}.appeal`}
      document={sheet.check.id}
      fields={kAppeal}
      submit={(body) =>
        ok(
          client.POST("/api/v1/quality-checks/{id}/appeal", {
            params: at(sheet),
            body: body as { text: string },
          }),
        )
      }
      onDone={() => setOpens(false)}
      onCancel={() => setOpens(false)}
    />
  );
}
