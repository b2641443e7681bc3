import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { Trouble } from "@/shell/Trouble";
import { useDraft } from "@/ui/useDraft";
import { CommandField } from "./CommandField";
import { askedFields, bodyOf, type Field, initialOf, missingFields, type Typed } from "./commands";

interface Props {
  /// Whose texts the fields have: field.<name>.<field>.
  name: string;
  /// What the words are kept under until they were sent.
  draft: string;
  fields: Field[];
  title: string;
  /// The document, so that everybody sees it afresh.
  document: string;
  submit: (body: Record<string, unknown>) => Promise<unknown>;
  onDone?: () => void;
  onCancel?: () => void;
  danger?: boolean;
  children?: ReactNode;
}

/// The form of one step of a document. What is typed stays through an error and a reload.
export function DocumentForm(props: Props) {
  const { name, draft, fields, title, document, submit, onDone, onCancel, danger, children } = props;
  const { t } = useTranslation();
  const cache = useQueryClient();
  const id = useId();
  const [typed, setTyped, clear] = useDraft<Typed>(draft, initialOf(fields));
  const [missing, setMissing] = useState<string[]>([]);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const free = t as (key: string) => string;

  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    const lacking = missingFields(fields, typed);
    setMissing(lacking);
    if (lacking.length > 0) {
      form.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${lacking[0]}`)}`)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await submit(bodyOf(fields, typed, 0));
      clear();
      onDone?.();
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(document) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };

  return (
    <form
      ref={form}
      className="command-form"
      aria-label={title}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
        if (event.key === "Escape" && onCancel) onCancel();
      }}
    >
      <h3>{title}</h3>
      {error && <Trouble error={error} retry={error.mayRetry ? () => void send() : undefined} />}
      {askedFields(fields, typed).map((field) => {
        const isMissing = missing.includes(field.name) && missingFields(fields, typed).includes(field.name);
        return (
          <div className={`form-row ${isMissing ? "is-missing" : ""}`} key={field.name}>
            {field.kind !== "flag" && (
              <label htmlFor={`${id}-${field.name}`}>
                {free(`field.${name}.${field.name}`)}
                {field.required && <span className="must"> *</span>}
              </label>
            )}
            <CommandField
              command={name}
              field={field}
              id={`${id}-${field.name}`}
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
          {title}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t("form.cancel")}</Button>}
        <small className="quiet">{t("form.kept")}</small>
      </div>
    </form>
  );
}
