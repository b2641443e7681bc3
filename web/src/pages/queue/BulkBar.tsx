import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sayCommand } from "@/pages/case/CommandForm";
import { useWords } from "@/text/words";
import { Kbd } from "@/ui/Kbd";
import { useKeys } from "@/ui/useKeys";
import type { Quick } from "./QueuePage";
import type { QueueRow } from "./rows";

const kAtOnce = 4;

interface Failed {
  row: QueueRow;
  why: string;
}

interface Props {
  quicks: Quick[];
  rows: QueueRow[];
  checked: ReadonlySet<string>;
  current: QueueRow | undefined;
  onChecked: (next: ReadonlySet<string>) => void;
  onDone: (wasCurrent: boolean) => void;
}

/// One key for the row under the cursor, or for all that are ticked; the rules judge each by itself, and
/// those refused stay ticked with their reasons.
export function BulkBar({ quicks, rows, checked, current, onChecked, onDone }: Props) {
  const { t } = useTranslation();
  const { errorText } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<Failed[]>([]);
  const ticked = rows.filter((row) => checked.has(row.key));

  const say = async (quick: Quick) => {
    const targets = ticked.length > 0 ? ticked : current ? [current] : [];
    if (targets.length === 0 || busy) return;
    setBusy(quick.key);
    const refused: Failed[] = [];
    const left = [...targets];
    const worker = async () => {
      for (let row = left.shift(); row; row = left.shift()) {
        try {
          await sayCommand(row.caseId, undefined, quick.command, quick.body(row));
        } catch (fault) {
          refused.push({ row, why: errorText(fault) });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(kAtOnce, targets.length) }, worker));
    setBusy(null);
    setFailed(refused);
    onChecked(new Set(refused.filter(({ row }) => checked.has(row.key)).map(({ row }) => row.key)));
    void cache.invalidateQueries({ queryKey: ["live"] });
    const done = targets.length - refused.length;
    if (done > 0) void message.success(t("bulk.done", { what: quick.label, count: done }));
    if (refused[0]) void message.error(t("bulk.failed", { count: refused.length, why: refused[0].why }));
    onDone(ticked.length === 0 && refused.length === 0);
  };
  useKeys(Object.fromEntries(quicks.map((quick) => [quick.key, () => void say(quick)])));

  return (
    <div className="bulk" role="toolbar" aria-label={t("bulk.title")}>
      {quicks.map((quick) => (
        <Button
          key={quick.key}
          size="small"
          type={ticked.length > 0 ? "primary" : "default"}
          loading={busy === quick.key}
          disabled={ticked.length === 0 && !current}
          aria-keyshortcuts={quick.key.toUpperCase()}
          onClick={() => void say(quick)}
        >
          {ticked.length > 0 ? t("bulk.many", { what: quick.label, count: ticked.length }) : quick.label}{" "}
          <Kbd keys={quick.key.toUpperCase()} />
        </Button>
      ))}
      {failed.length > 0 && (
        <Popover
          trigger="click"
          content={
            <ul className="refused">
              {failed.map(({ row, why }) => (
                <li key={row.key}>
                  <b>{row.title}</b> <span className="quiet">{why}</span>
                </li>
              ))}
            </ul>
          }
        >
          <Button size="small" danger>
            {t("bulk.refused", { count: failed.length })}
          </Button>
        </Popover>
      )}
    </div>
  );
}
