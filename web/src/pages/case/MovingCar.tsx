import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { caseQuery, keys as queryKeys } from "@/api/queries";
import { Due } from "@/shell/CaseWords";
import { Trouble } from "@/shell/Trouble";
import { Kbd } from "@/ui/Kbd";
import { Panel } from "@/ui/Panel";
import { useKeys } from "@/ui/useKeys";
import { sayCommand } from "./CommandForm";
import "./move.css";

type Move = NonNullable<Schema["Case"]["car_move"]>;

const kSteps = [
  { command: "contact_owner", body: { reached: true, method: "phone" }, words: "reached", key: "Y" },
  { command: "contact_owner", body: { reached: false, method: "phone" }, words: "missed", key: "U" },
  { command: "end_move", body: { moved: true }, words: "moved", key: "G" },
  { command: "end_move", body: { moved: false }, words: "police", key: "P" },
] as const;

function Progress({ move }: { move: Move }) {
  const { t } = useTranslation();
  const ends = move.moved !== undefined;
  const steps = [
    { name: t("move.asked"), done: true },
    {
      name: move.reached
        ? t("move.ownerReached")
        : move.contacts > 0
          ? t("move.ownerMissed", { count: move.contacts })
          : t("move.owner"),
      done: move.reached || ends,
    },
    { name: ends ? t(move.moved ? "move.gone" : "move.withPolice") : t("move.end"), done: ends },
  ];
  return (
    <ol className="move-steps">
      {steps.map((step, at) => (
        <li key={step.name} className={step.done ? "is-done" : ""}>
          <span aria-hidden="true">{step.done ? "✓" : at + 1}</span> {step.name}
        </li>
      ))}
    </ol>
  );
}

interface Props {
  id: string;
  /// Beside a call: with keys, and the case's number.
  keys?: boolean;
  /// Puts it away once it has ended.
  onClose?: () => void;
}

/// A car in the way, from the asking to its going: one key or click for each thing that happens. What is
/// written beside goes with the next of them.
export function MovingCar({ id, keys = false, onClose }: Props) {
  const { t } = useTranslation();
  const field = useId();
  const cache = useQueryClient();
  const { data: shown } = useQuery(caseQuery(id));
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  const move = shown?.car_move;
  const may = (command: string) =>
    shown?.actions.some((action) => action.name === command && action.allowed) ?? false;
  const say = async (step: (typeof kSteps)[number]) => {
    if (busy || !may(step.command)) return;
    setBusy(step.words);
    setError(null);
    try {
      await sayCommand(id, undefined, step.command, { ...step.body, note: note.trim() || undefined });
      setNote("");
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy("");
      void cache.invalidateQueries({ queryKey: queryKeys.caseAll(id) });
      void cache.invalidateQueries({ queryKey: queryKeys.lists });
    }
  };
  useKeys(
    Object.fromEntries(kSteps.map((step) => [`alt+${step.key.toLowerCase()}`, () => void say(step)])),
    keys && move?.moved === undefined,
  );
  if (!move) return null;
  return (
    <Panel
      title={t("move.title")}
      className="moving"
      extra={
        <>
          {onClose && <Link to={`/cases/${id}`}>{id}</Link>}{" "}
          {move.moved === undefined ? (
            <Due dueAt={move.due_at} startedAt={shown.opened_at} />
          ) : (
            onClose && (
              <Button size="small" type="text" onClick={onClose}>
                {t("move.close")}
              </Button>
            )
          )}
        </>
      }
    >
      <Progress move={move} />
      {error && <Trouble error={error} />}
      {move.moved === undefined && (
        <div className="move-acts">
          {kSteps.map((step) => (
            <Button
              key={step.words}
              type={
                (move.reached ? step.words === "moved" : step.words === "reached") ? "primary" : "default"
              }
              disabled={!may(step.command)}
              loading={busy === step.words}
              aria-keyshortcuts={keys ? `Alt+${step.key}` : undefined}
              onClick={() => void say(step)}
            >
              {t(`move.${step.words}`)} {keys && <Kbd keys={`Alt ${step.key}`} />}
            </Button>
          ))}
          <label htmlFor={field}>{t("field.contact_owner.note")}</label>
          <Input
            id={field}
            value={note}
            maxLength={500}
            autoComplete="off"
            placeholder={t("move.noteHint")}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      )}
    </Panel>
  );
}
