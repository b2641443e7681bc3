import { Button, Checkbox, Input } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiError, asApiError } from "@/api/errors";
import { Trouble } from "@/shell/Trouble";
import { useDraft } from "@/ui/useDraft";
import type { Attendance, Paper } from "./papers";

export interface ListFormProps {
  paper: Paper;
  title: string;
  version: number;
  send: (body: object, version: number | undefined) => Promise<unknown>;
  onDone: () => void;
  onCancel: () => void;
}

/// Sends a form whose questions are a list, and keeps what went wrong.
export function useSending(send: () => Promise<unknown>, after: () => void) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await send();
      after();
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
    }
  };
  return { error, busy, submit };
}

/// Who came, unit by unit. Nobody is taken for present.
export function HoldForm({ paper, title, version, send, onDone, onCancel }: ListFormProps) {
  const { t } = useTranslation();
  const units = paper.head.units;
  const [rows, setRows, clear] = useDraft<Attendance[]>(
    `paper.${paper.head.id}.hold`,
    units.map(({ unit }) => ({ unit, person: "", present: false })),
  );
  const { error, busy, submit } = useSending(
    () =>
      send(
        {
          attendance: rows.map(({ unit, person, present }) =>
            person?.trim() ? { unit, person: person.trim(), present } : { unit, present },
          ),
        },
        version,
      ),
    () => {
      clear();
      onDone();
    },
  );
  const set = (unit: string, change: Partial<Attendance>) =>
    setRows((before) => before.map((row) => (row.unit === unit ? { ...row, ...change } : row)));
  return (
    <form className="command-form" aria-label={title} onSubmit={submit}>
      <h3>{title}</h3>
      {error && <Trouble error={error} />}
      <ul className="attendance-form">
        {units.map(({ unit, unit_name }) => {
          const row = rows.find((each) => each.unit === unit);
          return (
            <li key={unit}>
              <Checkbox
                checked={row?.present ?? false}
                onChange={(event) => set(unit, { present: event.target.checked })}
              >
                {t("paper.presentOf", { unit: unit_name })}
              </Checkbox>
              <Input
                aria-label={t("paper.personOf", { unit: unit_name })}
                placeholder={t("paper.person")}
                maxLength={100}
                value={row?.person ?? ""}
                onChange={(event) => set(unit, { person: event.target.value })}
              />
            </li>
          );
        })}
      </ul>
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={busy}>
          {title}
        </Button>
        <Button onClick={onCancel}>{t("form.cancel")}</Button>
        <small className="quiet">{t("form.kept")}</small>
      </div>
    </form>
  );
}
