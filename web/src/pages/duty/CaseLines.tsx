import { useQueries } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { caseQuery } from "@/api/queries";
import { clockNow } from "@/pages/case/CaseHead";
import { Due, StateBadge, UrgentBadge } from "@/shell/CaseWords";

const kFirst = 15;

interface Props {
  label: string;
  ids: string[];
  active: string | undefined;
  onOpen: (id: string) => void;
  /// What stands at the end of a line: the result of a call, a remark.
  mark?: (id: string, shown: Schema["Case"] | undefined) => ReactNode;
}

/// Cases by number, each with its matter once it was read; a long list shows its beginning.
export function CaseLines({ label, ids, active, onOpen, mark }: Props) {
  const { t } = useTranslation();
  const [most, setMost] = useState(kFirst);
  const shown = ids.slice(0, most);
  const cases = useQueries({ queries: shown.map((id) => caseQuery(id)) });
  return (
    <>
      <ul className="duty-lines" aria-label={label}>
        {shown.map((id, at) => {
          const found = cases[at]?.data;
          const clock = found && clockNow(found);
          return (
            <li key={id}>
              <button type="button" aria-current={id === active} onClick={() => onOpen(id)}>
                <span className="row-title">
                  {found && <UrgentBadge urgent={found.urgent} secret={found.secret} />}
                  <b>{found ? found.narrative?.title || found.category_name || id : id}</b>
                </span>
                <span className="duty-line-end">
                  {mark?.(id, found)}
                  {found && <StateBadge state={found.state} label={found.state_label} />}
                  {clock && <Due dueAt={clock.due_at} paused={clock.paused} />}
                </span>
                <small className="quiet">
                  {found ? [found.category_name, found.place_name].filter(Boolean).join(" · ") : " "}{" "}
                  <span className="number">{id}</span>
                </small>
              </button>
            </li>
          );
        })}
      </ul>
      {ids.length > most && (
        <Button type="text" block onClick={() => setMost(most + 50)}>
          {t("duty.more", { count: ids.length - most })}
        </Button>
      )}
    </>
  );
}
