import { Alert, Button } from "antd";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiError, asApiError } from "@/api/errors";
import { Trouble } from "@/shell/Trouble";
import { Kbd } from "@/ui/Kbd";
import { useDraft } from "@/ui/useDraft";
import { CommandField } from "./CommandField";
import { askedFields, bodyOf, type Field, initialOf, missingFields, type Typed } from "./commands";

interface Props<Done> {
  /// First part of the texts' names: field.<name>.<member>.
  name: string;
  title: string;
  draft: string;
  fields: Field[];
  known?: Typed;
  /// What the form was opened on; sent back, so that a change in between is noticed.
  version?: number;
  send: (body: Record<string, unknown>, version: number | undefined) => Promise<Done>;
  onDone?: (done: Done) => void;
  onCancel?: () => void;
  danger?: boolean;
  /// The part of the case that it is about, where it is about one.
  assignment?: number;
  /// What is said when somebody else was faster.
  stale?: string;
  autoFocus?: boolean;
  /// Above the questions: what one should know before answering.
  intro?: ReactNode;
  /// Between the questions and the buttons.
  children?: ReactNode;
}

/// The one form made from a list of fields, for commands and papers alike. What is typed stays through an error,
/// a reload, another person's change.
export function FieldForm<Done>({
  name,
  title,
  draft,
  fields,
  known,
  version,
  send,
  onDone,
  onCancel,
  danger,
  assignment = 0,
  stale,
  autoFocus = true,
  intro,
  children,
}: Props<Done>) {
  const { t } = useTranslation();
  const formId = useId();
  const free = t as (key: string) => string;
  const [typed, setTyped, clear] = useDraft<Typed>(draft, { ...initialOf(fields), ...known });
  const [seen, setSeen] = useState(version);
  const [error, setError] = useState<ApiError | null>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form appears
  useEffect(() => {
    if (!autoFocus) return;
    const find = (what: string) => form.current?.querySelector<HTMLElement>(what);
    (find("input, textarea, [role=combobox]") ?? find("button[type=submit]"))?.focus();
  }, []);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const lacking = missingFields(fields, typed);
    setMissing(lacking);
    if (lacking.length > 0) {
      form.current?.querySelector<HTMLElement>(`#${CSS.escape(`${formId}-${lacking[0]}`)}`)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const done = await send(bodyOf(fields, typed, assignment), seen);
      clear();
      onDone?.(done);
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
    }
  };
  const isStale = error?.code === "stale" || error?.status === 412;
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
      {intro}
      {error && isStale && (
        <Alert
          type="warning"
          showIcon
          title={stale ?? t("paper.stale")}
          description={t("command.staleHint")}
          action={
            <Button
              size="small"
              onClick={() => {
                setSeen(version);
                setError(null);
              }}
            >
              {t("command.seen")}
            </Button>
          }
        />
      )}
      {error && !isStale && (
        <Trouble error={error} retry={error.mayRetry ? () => void submit() : undefined} />
      )}
      {askedFields(fields, typed).map((field) => {
        const id = `${formId}-${field.name}`;
        const isMissing = missing.includes(field.name) && missingFields(fields, typed).includes(field.name);
        return (
          <div className={`form-row ${isMissing ? "is-missing" : ""}`} key={field.name}>
            {field.kind !== "flag" && (
              <label htmlFor={id}>
                {free(`field.${name}.${field.name}`)}
                {field.required && <span className="must"> *</span>}
              </label>
            )}
            <CommandField
              command={name}
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
      {children}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={busy} danger={danger}>
          {title} <Kbd keys="Ctrl ⏎" />
        </Button>
        {onCancel && <Button onClick={onCancel}>{t("form.cancel")}</Button>}
        <small className="quiet">{t("form.kept")}</small>
      </div>
    </form>
  );
}
