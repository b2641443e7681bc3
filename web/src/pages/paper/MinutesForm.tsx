import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { UnitSelect } from "@/shell/CitySelect";
import { Trouble } from "@/shell/Trouble";
import { fromField, instantOf, toField } from "@/text/time";
import { useTimes } from "@/text/words";
import { useDraft } from "@/ui/useDraft";
import { type ListFormProps, useSending } from "./HoldForm";
import { completeMinutes, kTasksMax, type Minutes, type NewTask } from "./minutes";

/// The minutes and what they set: each task with a unit, a date and its own words.
export function MinutesForm({ paper, title, version, send, onDone, onCancel }: ListFormProps) {
  const { t } = useTranslation();
  const { offset } = useTimes();
  const [typed, setTyped, clear] = useDraft<Minutes>(`paper.${paper.head.id}.minutes`, {
    text: "",
    tasks: paper.head.units.slice(0, kTasksMax).map(({ unit }, at) => ({ key: at, unit, text: "" })),
  });
  const [asked, setAsked] = useState(false);
  const body = completeMinutes(typed);
  const { error, busy, submit } = useSending(
    () => send(body ?? {}, version),
    () => {
      clear();
      onDone();
    },
  );
  const set = (key: number, change: Partial<NewTask>) =>
    setTyped((before) => ({
      ...before,
      tasks: before.tasks.map((task) => (task.key === key ? { ...task, ...change } : task)),
    }));
  return (
    <form
      className="command-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (body) void submit();
      }}
    >
      <h3>{title}</h3>
      {error && <Trouble error={error} />}
      <div className="form-row">
        <label htmlFor="minutes-text">
          {t("paper.minutes")}
          <span className="must"> *</span>
        </label>
        <Input.TextArea
          id="minutes-text"
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={10_000}
          value={typed.text}
          onChange={(event) => setTyped((before) => ({ ...before, text: event.target.value }))}
        />
      </div>
      {typed.tasks.map((task, at) => (
        <fieldset className="split-part" key={task.key}>
          <legend>{t("paper.taskNo", { no: at + 1 })}</legend>
          <div className="task-line">
            <UnitSelect
              value={task.unit}
              placeholder={t("paper.taskUnit")}
              onChange={(unit) => set(task.key, { unit: (unit as string) ?? "" })}
            />
            <input
              type="datetime-local"
              className="time-field"
              aria-label={t("paper.taskDue")}
              value={task.due_at ? toField(instantOf(task.due_at), offset) : ""}
              onChange={(event) =>
                set(task.key, {
                  due_at: event.target.value ? fromField(event.target.value, offset) : undefined,
                })
              }
            />
            <Button
              type="text"
              onClick={() =>
                setTyped((before) => ({
                  ...before,
                  tasks: before.tasks.filter((each) => each.key !== task.key),
                }))
              }
            >
              {t("paper.taskRemove")}
            </Button>
          </div>
          <Input.TextArea
            aria-label={t("paper.taskText")}
            placeholder={t("paper.taskText")}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={10_000}
            value={task.text}
            onChange={(event) => set(task.key, { text: event.target.value })}
          />
        </fieldset>
      ))}
      {asked && !body && (
        <p role="alert" className="missing">
          {t("paper.minutesNeeded")}
        </p>
      )}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={busy}>
          {title}
        </Button>
        <Button
          disabled={typed.tasks.length >= kTasksMax}
          onClick={() =>
            setTyped((before) => ({
              ...before,
              tasks: [
                ...before.tasks,
                { key: Math.max(-1, ...before.tasks.map((each) => each.key)) + 1, unit: "", text: "" },
              ],
            }))
          }
        >
          {t("paper.taskAdd")}
        </Button>
        <Button onClick={onCancel}>{t("form.cancel")}</Button>
        <small className="quiet">{t("form.kept")}</small>
      </div>
    </form>
  );
}
