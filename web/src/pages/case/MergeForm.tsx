import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { caseQuery, keys } from "@/api/queries";
import { Moment, StateBadge } from "@/shell/CaseWords";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { LongText } from "@/ui/LongText";
import { useDraft } from "@/ui/useDraft";
import { sayCommand } from "./CommandForm";

type Case = Schema["Case"];
const kRows = 20;
const kUndoSeconds = 15;
const isNumber = (text: string) => /^\d{15}$/.test(text);

/// One of the two, as much of it as tells whether both are the same matter.
function Side({ title, one }: { title: string; one: Case }) {
  const { t } = useTranslation();
  return (
    <section className="merge-side" aria-label={title}>
      <h4>
        {title} <StateBadge state={one.state} label={one.state_label} />
      </h4>
      <p className="number">{one.id}</p>
      <b>{one.narrative?.title || one.category_name}</b>
      <LongText
        className="merge-text"
        label={t("case.matter")}
        text={one.narrative?.content ?? t("case.erasedText")}
      />
      <p className="quiet">
        {[one.category_name, one.place_name, one.narrative?.address].filter(Boolean).join(" · ")}
      </p>
      <p className="quiet">
        <Moment at={one.opened_at} />{" "}
        {one.assignments.map((each) => each.unit_name).join("、") || t("units.none")}
      </p>
    </section>
  );
}

function Beside({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(caseQuery(id));
  return <Asked query={query}>{(other) => <Side title={t("merge.into")} one={other} />}</Asked>;
}

/// Two cases side by side before one goes into the other; for a while it can be taken back with one click.
export function MergeForm({ shown, onClose }: { shown: Case; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [typed, setTyped, clear] = useDraft(`case.${shown.id}.merge`, { into: "", reason: "" });
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const { category, place } = shown;
  const same = useQuery({
    queryKey: [...keys.lists, "same", category, place, kRows],
    queryFn: () => ok(client.GET("/api/v1/cases", { params: { query: { category, place, limit: kRows } } })),
    enabled: category !== "" && place !== "",
  });
  const others = (same.data?.items ?? []).filter((line) => line.id !== shown.id && !line.closed_at);
  const settle = () => {
    void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
    void cache.invalidateQueries({ queryKey: keys.lists });
  };
  const undo = async () => {
    message.destroy(shown.id);
    try {
      await sayCommand(shown.id, undefined, "unmerge", { reason: t("merge.undoReason") });
      void message.success(t("merge.undone"));
    } catch (fault) {
      void message.error(asApiError(fault).message);
    } finally {
      settle();
    }
  };
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      await sayCommand(shown.id, shown.version, "merge", { ...typed, reason: typed.reason.trim() });
      clear();
      void message.success({
        key: shown.id,
        duration: kUndoSeconds,
        content: (
          <>
            {t("merge.done", { into: typed.into })}{" "}
            <Button size="small" onClick={() => void undo()}>
              {t("merge.undo")}
            </Button>
          </>
        ),
      });
      onClose();
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
      settle();
    }
  };
  const ready = isNumber(typed.into) && typed.into !== shown.id && typed.reason.trim() !== "";
  return (
    <form
      className="command-form"
      aria-label={t("merge.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void submit();
      }}
    >
      <h3>{t("merge.title")}</h3>
      {error && <Trouble error={error} />}
      <div className="form-row">
        <label htmlFor="merge-into">{t("field.merge.into")}</label>
        <Input
          id="merge-into"
          maxLength={32}
          value={typed.into}
          onChange={(event) => setTyped((before) => ({ ...before, into: event.target.value.trim() }))}
        />
      </div>
      {others.length > 0 ? (
        <ul className="merge-others" aria-label={t("desk.same")}>
          {others.map((line) => (
            <li key={line.id}>
              <Button
                size="small"
                type={line.id === typed.into ? "primary" : "default"}
                aria-pressed={line.id === typed.into}
                onClick={() => setTyped((before) => ({ ...before, into: line.id }))}
              >
                {line.title || line.category_name}
              </Button>{" "}
              <small className="quiet">
                <Moment at={line.opened_at} /> {line.lead_name}
              </small>
            </li>
          ))}
        </ul>
      ) : (
        same.isSuccess && <Nothing text={t("desk.sameNone")} />
      )}
      <div className="merge-sides">
        <Side title={t("merge.this")} one={shown} />
        {isNumber(typed.into) && typed.into !== shown.id && <Beside key={typed.into} id={typed.into} />}
      </div>
      <div className="form-row">
        <label htmlFor="merge-reason">{t("field.merge.reason")}</label>
        <Input.TextArea
          id="merge-reason"
          maxLength={10_000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={typed.reason}
          onChange={(event) => setTyped((before) => ({ ...before, reason: event.target.value }))}
        />
      </div>
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
          {t("merge.title")}
        </Button>
        <Button onClick={onClose}>{t("form.cancel")}</Button>
        <small className="quiet">{t("form.kept")}</small>
      </div>
    </form>
  );
}
