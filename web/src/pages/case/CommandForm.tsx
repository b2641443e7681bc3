import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Kbd } from "@/ui/Kbd";
import { useDraft } from "@/ui/useDraft";
import { CommandField } from "./CommandField";
import {
  askedFields,
  bodyOf,
  type CommandName,
  type Field,
  initialOf,
  kDangerous,
  kForms,
  missingFields,
  type Typed,
} from "./commands";

type CasePath = "/api/v1/cases/{id}/note";

/// Says one command of a case. Commands differ in their last word only, so one call stands for all.
export async function sayCommand(
  id: string,
  version: number | undefined,
  command: CommandName,
  body: object,
) {
  const path = `/api/v1/cases/{id}/${command}` as CasePath;
  return ok(
    client.POST(path, {
      params: { path: { id }, header: version === undefined ? {} : { "If-Match": `"${version}"` } },
      body: body as Schema["NoteCommand"],
    }),
  );
}

interface Props {
  shown: Pick<Schema["Case"], "id" | "version">;
  command: CommandName;
  assignment: number;
  title: string;
  /// Answers the page already knows: the proposed unit, say.
  known?: Typed;
  onDone: (after: Schema["CaseBrief"]) => void;
  onCancel?: () => void;
  autoFocus?: boolean;
}

/// The form of one command. What is typed stays through an error, a reload, another person's change.
export function CommandForm({
  shown,
  command,
  assignment,
  title,
  known,
  onDone,
  onCancel,
  autoFocus = true,
}: Props) {
  const { t } = useTranslation();
  const { label } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const fields = kForms[command] as Field[];
  const [typed, setTyped, clear] = useDraft<Typed>(`case.${shown.id}.${command}.${assignment}`, {
    ...initialOf(fields),
    ...known,
  });
  const [seen, setSeen] = useState(shown.version);
  const [error, setError] = useState<ApiError | null>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const free = t as (key: string) => string;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form appears
  useEffect(() => {
    if (autoFocus) form.current?.querySelector<HTMLElement>("input, textarea, [role=combobox]")?.focus();
  }, []);

  const isStale = error?.code === "stale" || error?.status === 412;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const lacking = missingFields(fields, typed);
    setMissing(lacking);
    if (lacking.length > 0) {
      form.current?.querySelector<HTMLElement>(`#${CSS.escape(`${command}-${lacking[0]}`)}`)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const after = await sayCommand(shown.id, seen, command, bodyOf(fields, typed, assignment));
      clear();
      void message.success(
        t("command.done", { what: title, state: label("case_state", after.state, after.state_label) }),
      );
      onDone(after);
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };
  const sendAnyway = () => {
    setSeen(shown.version);
    setError(null);
  };

  return (
    <form
      ref={form}
      className="command-form"
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        if (event.key === "Escape" && onCancel) onCancel();
      }}
    >
      <h3>{title}</h3>
      {error &&
        (isStale ? (
          <Alert
            type="warning"
            showIcon
            title={t("command.stale")}
            description={t("command.staleHint")}
            action={
              <Button size="small" onClick={sendAnyway}>
                {t("command.seen")}
              </Button>
            }
          />
        ) : (
          <Trouble error={error} retry={error.mayRetry ? () => void submit() : undefined} />
        ))}
      {askedFields(fields, typed).map((field) => {
        const id = `${command}-${field.name}`;
        const isMissing = missing.includes(field.name) && missingFields(fields, typed).includes(field.name);
        return (
          <div className={`form-row ${isMissing ? "is-missing" : ""}`} key={field.name}>
            {field.kind !== "flag" && (
              <label htmlFor={id}>
                {free(`field.${command}.${field.name}`)}
                {field.required && <span className="must"> *</span>}
              </label>
            )}
            <CommandField
              command={command}
              field={field}
              id={id}
              missing={isMissing}
              value={typed[field.name]}
              onChange={(value) => setTyped((before) => ({ ...before, [field.name]: value }))}
            />
            {isMissing && (
              <small role="alert" className="missing">
                {t("form.needed")}
              </small>
            )}
          </div>
        );
      })}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={busy} danger={kDangerous.has(command)}>
          {title} <Kbd keys="Ctrl ⏎" />
        </Button>
        {onCancel && <Button onClick={onCancel}>{t("form.cancel")}</Button>}
        <small className="quiet">{t("form.kept")}</small>
      </div>
    </form>
  );
}
